package org.flowfoundry.etl.simulate.event;

import org.flowfoundry.etl.simulate.traffic.Label;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;

/**
 * A kind of event that happens in a network.
 *
 * @param name for ids
 * @param perDay how often it happens
 * @param seconds how long it lasts
 * @param strokes how many conversations it is made of, on a whole day
 */
public record EventKind(String name, Label label, double perDay, double seconds, double strokes, Maker maker) {

    /** Makes an event of the kind: chooses its hosts at random. */
    public interface Maker {

        TrafficSource make(EventWindow window, double strokes, RandomStream random);
    }
}
