package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.tensor.ParameterLayout;

/** A model of series as its files in the registry hold it. */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record SavedSeriesModel(SeriesDescription description, float[] parameters) implements Serializable {

    /** The two files, to be registered. */
    Map<String, FileContent> files() {
        ParameterLayout layout = description.network().model().layout();
        Map<String, FileContent> files = new LinkedHashMap<>();
        files.put(SeriesDescription.FILE, out -> StrictJson.write(out, description));
        files.put(SeriesDescription.PARAMETERS_FILE, out -> SavedModel.write(out, layout, parameters));
        return files;
    }

    /**
     * Reads a model.
     *
     * @throws org.flowfoundry.core.error.UserException where it is of another kind, or damaged
     */
    public static SavedSeriesModel read(ModelVersion version) {
        if (!version.card().kind().equals(SeriesDescription.KIND)) {
            throw GenerationErrors.notOfSeries(version.id(), version.card().kind());
        }
        SeriesDescription description =
                version.read(SeriesDescription.FILE, StrictJson.parser(SeriesDescription.class));
        ParameterLayout layout = description.network().model().layout();
        return new SavedSeriesModel(
                description,
                version.read(
                        SeriesDescription.PARAMETERS_FILE,
                        (in, length, name) -> SavedModel.read(in, length, name, layout)));
    }
}
