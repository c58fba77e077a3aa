package org.flowfoundry.training.score;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.training.checkpoint.FileParser;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.decision.Head;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.sequence.FeatureBins;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.Split;

/**
 * A model as the executors get it: plain data, read and checked by the driver once.
 *
 * @param name of the model
 * @param version as in {@code v3}
 * @param split the part of the data it learned from
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
        Split split,
        float[] parameters,
        String task,
        Head head,
        SurpriseTable surprises)
        implements Serializable {

    /** Reads a registered model. */
    public static LoadedModel of(ModelVersion version) {
        SavedModel saved = SavedModel.read(version);
        saved.requireFeatures(new Path(version.folder(), SavedModel.DESCRIPTION_FILE).toString());
        ModelConfig config = saved.description().config();
        SeriesEncoder encoder = saved.description().encoder();
        float[] parameters = saved.parameters(new SequenceModel(config, encoder).layout());
        return new LoadedModel(
                version.name(),
                version.version(),
                config,
                encoder,
                saved.description().split(),
                parameters,
                version.card().task(),
                ifThere(version, Head.FILE, StrictJson.parser(Head.class)),
                ifThere(version, SurpriseTable.FILE, StrictJson.parser(SurpriseTable.class)));
    }

    /** The model with other parameters and a head, or none; how surprising windows are to it is not known. */
    public LoadedModel adapted(float[] parameters, String task, Head head) {
        return new LoadedModel(name, version, config, encoder, split, parameters, task, head, null);
    }

    /** The columns that it reads, in order. */
    public List<SeriesFeature> features() {
        return encoder.features().stream().map(FeatureBins::feature).toList();
    }

    private static <T> T ifThere(ModelVersion version, String file, FileParser<T> parser) {
        return version.fileNames().contains(file) ? version.read(file, parser) : null;
    }
}
