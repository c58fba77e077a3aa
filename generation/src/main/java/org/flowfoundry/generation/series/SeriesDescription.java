package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.List;
import org.flowfoundry.generation.image.DiffusionConfig;

/** A model of series but for its parameters: the file {@value #FILE} beside them. */
public record SeriesDescription(DiffusionConfig config, List<SeriesClass> classes) implements Serializable {

    static final String FILE = "series.json";

    static final String PARAMETERS_FILE = "model.safetensors";

    /** In model cards. */
    public static final String KIND = "series-diffusion";

    public SeriesDescription {
        if (config == null || classes == null || classes.size() != config.classes()) {
            throw new IllegalArgumentException("a model of series needs a configuration and its classes");
        }
        classes = List.copyOf(classes);
        for (SeriesClass one : classes) {
            if (one.codec().steps() != config.steps() || one.codec().channels().size() != config.channels()) {
                throw new IllegalArgumentException("class '" + one.label() + "' has other channels or steps");
            }
        }
    }

    List<String> labels() {
        return classes.stream().map(SeriesClass::label).toList();
    }

    List<String> channels() {
        return classes.get(0).codec().channels().stream()
                .map(SeriesChannel::name)
                .toList();
    }
}
