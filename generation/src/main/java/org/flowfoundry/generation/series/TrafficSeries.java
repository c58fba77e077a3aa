package org.flowfoundry.generation.series;

import java.io.Serializable;

/**
 * A stretch of traffic, step by step: the first packets of a biflow, or windows of a host.
 *
 * @param label class of the series
 * @param values (channels, length), of the units that the channels have; what is not there is not padded
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record TrafficSeries(String label, double[][] values) implements Serializable {

    /** How many steps there are. */
    public int length() {
        return values[0].length;
    }
}
