package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.List;

/**
 * One of the numbers that each step of a series has.
 *
 * @param name as in length, direction, bytes
 * @param scales one for all steps, or one for each
 */
public record SeriesChannel(String name, List<Scale> scales) implements Serializable {

    public SeriesChannel {
        if (name == null || name.isBlank() || scales == null || scales.isEmpty()) {
            throw new IllegalArgumentException("a channel needs a name and a scale");
        }
        scales = List.copyOf(scales);
    }

    /** A channel with the same scale at all steps. */
    public SeriesChannel(String name, Scale scale) {
        this(name, List.of(scale));
    }

    Scale scale(int step) {
        return scales.get(scales.size() == 1 ? 0 : step);
    }
}
