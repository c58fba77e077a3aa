package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.List;

/**
 * A model of series but for its parameters: the file {@value #FILE} beside them.
 *
 * @param channels names of a step's numbers
 * @param steps most steps of a series
 */
public record SeriesDescription(
        List<String> channels, int steps, List<SeriesClass> classes, SeriesNetwork<?, ?> network)
        implements Serializable {

    static final String FILE = "series.json";

    static final String PARAMETERS_FILE = "model.safetensors";

    /** In model cards. */
    public static final String KIND = "series-diffusion";

    public SeriesDescription {
        if (channels == null || classes == null || classes.isEmpty() || network == null) {
            throw new IllegalArgumentException("a model of series needs channels, classes and a network");
        }
        channels = List.copyOf(channels);
        classes = List.copyOf(classes);
        for (SeriesClass one : classes) {
            if (one.lengths().length != steps + 1) {
                throw new IllegalArgumentException("class '" + one.label() + "' has other steps");
            }
        }
    }

    List<String> labels() {
        return classes.stream().map(SeriesClass::label).toList();
    }
}
