package org.flowfoundry.generation.series;

import java.io.Serializable;

/**
 * One of the numbers that each step of a series has.
 *
 * @param name as in length, direction, bytes
 */
public record SeriesChannel(String name, Scale scale) implements Serializable {

    public SeriesChannel {
        if (name == null || name.isBlank() || scale == null) {
            throw new IllegalArgumentException("a channel needs a name and a scale");
        }
    }
}
