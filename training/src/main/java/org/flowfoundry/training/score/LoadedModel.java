package org.flowfoundry.training.score;

import java.io.Serializable;
import org.flowfoundry.training.checkpoint.FileParser;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.decision.Head;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.sequence.SeriesEncoder;

/**
 * A model as the executors get it: plain data, read and checked by the driver once.
 *
 * @param name of the model
 * @param version as in {@code v3}
 * @param parameters of the layout of {@link SequenceModel}
 * @param task what it was adapted to; null where to nothing
 * @param head its decision; null where it was adapted to nothing
 * @param surprises of its validation windows; null where these were not kept
 */
public record LoadedModel(
        String name,
        String version,
        ModelConfig config,
        SeriesEncoder encoder,
        float[] parameters,
        String task,
        Head head,
        SurpriseTable surprises)
        implements Serializable {

    /** Reads a registered model. */
    public static LoadedModel of(ModelVersion version) {
        SavedModel saved = SavedModel.read(version);
        ModelConfig config = saved.description().config();
        SeriesEncoder encoder = saved.description().encoder();
        float[] parameters = saved.parameters(new SequenceModel(config, encoder).layout());
        return new LoadedModel(
                version.name(),
                version.version(),
                config,
                encoder,
                parameters,
                version.card().task(),
                ifThere(version, Head.FILE, StrictJson.parser(Head.class)),
                ifThere(version, SurpriseTable.FILE, StrictJson.parser(SurpriseTable.class)));
    }

    private static <T> T ifThere(ModelVersion version, String file, FileParser<T> parser) {
        return version.fileNames().contains(file) ? version.read(file, parser) : null;
    }
}
