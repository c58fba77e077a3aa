package org.flowfoundry.generation.flow;

import java.util.List;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.PretrainRequest;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.record.RecordSplit;
import org.flowfoundry.training.registry.ModelRegistry;

/**
 * How a generator of a network's flows is trained.
 *
 * @param lake folder or URI of the lake
 * @param range partitions of {@code flows} to learn from, of one domain
 * @param domain the network
 * @param name of the generator to register
 * @param model shape of the network that completes records
 * @param data what it learns
 * @param training how it is trained; its batches are of records
 * @param begin what is done about a training of this name that is under way
 */
public record FlowGeneratorOptions(
        String lake,
        PartitionRange range,
        String domain,
        String name,
        DenoiserConfig model,
        Data data,
        TrainingPlan training,
        Begin begin)
        implements PretrainRequest {

    public FlowGeneratorOptions {
        ModelRegistry.requireName(name);
    }

    /** Which records are learned from, how often each. */
    public enum Counting {
        /** As often as it occurs. */
        ALL,
        /** Once, however often it occurs. */
        DISTINCT
    }

    /**
     * What a generator learns.
     *
     * @param withheld fields that it must not see: columns of {@code flows}, {@code attributes.NAME}
     * @param split which records it must never see
     * @param counting how often a record counts
     * @param sample most records that tokens are fitted to, in the driver's memory
     * @param shards files per part; 0 = eight per worker
     */
    public record Data(List<String> withheld, RecordSplit split, Counting counting, int sample, int shards) {

        private static final int LEAST_SAMPLE = 100;
        private static final int MOST_SAMPLE = 200_000;

        public Data {
            withheld = List.copyOf(withheld);
            if (sample < LEAST_SAMPLE || sample > MOST_SAMPLE) {
                throw GenerationErrors.badSetting(
                        "sample", Integer.toString(sample), "it must be " + LEAST_SAMPLE + " to " + MOST_SAMPLE);
            }
        }
    }
}
