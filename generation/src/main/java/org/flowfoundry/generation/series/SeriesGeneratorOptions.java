package org.flowfoundry.generation.series;

import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.PretrainRequest;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.registry.ModelRegistry;

/**
 * How a generator of series is trained.
 *
 * @param lake folder or URI of the lake
 * @param name of the model to register
 * @param range domains and dates of what it learns from
 * @param training how it is trained; its batches are of series
 * @param begin what is done about a training of this name that is under way
 */
public record SeriesGeneratorOptions(
        String lake,
        String name,
        Source source,
        PartitionRange range,
        Model model,
        Data data,
        TrainingPlan training,
        Begin begin)
        implements PretrainRequest {

    public SeriesGeneratorOptions {
        ModelRegistry.requireName(name);
    }

    /** What series are made of. */
    public enum Source {
        /** The first packets of biflows, of flows that keep lists of them. */
        PACKETS,
        /** Bytes of hosts, window by window. */
        WINDOWS,
        /** What is in the table {@code series} already. */
        SERIES
    }

    /** What is diffused. */
    public enum Form {
        /** The tokens of steps, whose noise is masks. */
        TOKENS,
        /** The places that Gramian angular fields are made of, by residual blocks. */
        PLACES,
        /** Gramian angular fields, as images, by a U-Net: NetDiffus. */
        FIELDS
    }

    /**
     * The network.
     *
     * @param steps most steps of a series, of sources that do not say
     * @param width of the network
     * @param blocks of the network
     * @param dropout share of inner activations, of {@link Form#TOKENS}
     */
    public record Model(Form form, int steps, int width, int blocks, double dropout) {

        public Model {
            require("series-steps", steps, 2, SeriesCodec.MOST_STEPS);
            require("width", width, 8, 4_096);
            require("blocks", blocks, 1, 64);
            if (width % 8 != 0) {
                throw GenerationErrors.badSetting("width", Integer.toString(width), "it must be a multiple of 8");
            }
            if (!(dropout >= 0 && dropout < 1)) {
                throw GenerationErrors.badSetting("dropout", Double.toString(dropout), "it must be 0 to below 1");
            }
        }
    }

    /**
     * What it learns from.
     *
     * @param validation share of series that only tell when to stop
     * @param seed decides which
     * @param shards files per part; 0 = eight per worker
     */
    public record Data(double validation, long seed, int shards) {

        public Data {
            if (!(validation > 0 && validation <= 0.5)) {
                throw GenerationErrors.badSetting(
                        "hold-out", Double.toString(validation), "it must be above 0 and at most 0.5");
            }
        }
    }

    static void require(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw GenerationErrors.badSetting(setting, Long.toString(value), "it must be " + least + " to " + most);
        }
    }
}
