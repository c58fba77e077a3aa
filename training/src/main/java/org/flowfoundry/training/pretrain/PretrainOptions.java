package org.flowfoundry.training.pretrain;

import java.util.List;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.Targets;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.Split;

/**
 * What {@code pretrain} is asked for, of a model of host series.
 *
 * @param lake folder or URI of the lake
 * @param range partitions of {@code host_series} to learn from
 * @param name of the model to register
 * @param model shape of the network
 * @param data what the network reads
 * @param targets what it aims at
 * @param training how it is trained
 * @param begin what is done about a training of this name that is under way
 */
public record PretrainOptions(
        String lake,
        PartitionRange range,
        String name,
        ModelConfig model,
        Data data,
        Targets targets,
        TrainingPlan training,
        Begin begin)
        implements PretrainRequest {

    public PretrainOptions {
        ModelRegistry.requireName(name);
    }

    /** What is done about a training of the same name that did not come to its end. */
    public enum Begin {
        /** It is an error, so that nothing is lost unasked. */
        NEW,
        /** It goes on; where there is none, one begins. */
        RESUME,
        /** It is thrown away. */
        RESTART
    }

    /**
     * What the network reads.
     *
     * @param features columns of {@code host_series}
     * @param bins per feature
     * @param split which windows it may see
     * @param shards files per part; 0 = eight per worker
     */
    public record Data(List<SeriesFeature> features, int bins, Split split, int shards) {

        public Data {
            features = List.copyOf(features);
        }
    }
}
