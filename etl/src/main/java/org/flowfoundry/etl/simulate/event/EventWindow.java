package org.flowfoundry.etl.simulate.event;

import org.flowfoundry.etl.simulate.traffic.Label;

/**
 * When an event happens.
 *
 * @param id unique in its network, such as {@code campus-03-vertical_scan}
 * @param start microseconds since 1970 UTC
 * @param end microseconds since 1970 UTC
 */
public record EventWindow(String id, Label label, long start, long end) {

    double seconds() {
        return (end - start) / 1e6;
    }

    /** How much of it is over at a moment, 0 to 1 inside the event. */
    double progress(long at) {
        return (double) (at - start) / (end - start);
    }
}
