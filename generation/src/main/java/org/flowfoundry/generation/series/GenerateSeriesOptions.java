package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.List;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.image.DiffusionConfig.Form;
import org.flowfoundry.generation.image.SamplingMethod;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.registry.ModelRegistry;

/**
 * What is to be generated, by a model of what.
 *
 * @param lake the lake's folder
 * @param name of the model
 * @param range domains and dates of the series that it learns from
 * @param rows how many series are made
 * @param labels of which classes; empty = of all, as often as they occur
 * @param seed decides first values, order, and every sample
 */
public record GenerateSeriesOptions(
        String lake,
        String name,
        Source source,
        PartitionRange range,
        long rows,
        List<String> labels,
        long seed,
        Training training,
        Sampling sampling) {

    private static final long MOST_ROWS = 1_000_000_000L;

    public GenerateSeriesOptions {
        ModelRegistry.requireName(name);
        labels = List.copyOf(labels);
        require("rows", rows, 1, MOST_ROWS);
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

    /**
     * The model and how it learns.
     *
     * @param steps most steps of a series, of sources that do not say
     * @param width of the network
     * @param blocks of the network
     * @param updates of the parameters
     * @param batchRows rows of a mini-batch
     * @param averageDecay of the moving average of parameters, which is what samples come from
     */
    public record Training(
            Form form,
            int steps,
            int width,
            int blocks,
            long updates,
            int batchRows,
            double learningRate,
            double averageDecay,
            Resources resources) {

        public Training {
            require("steps", steps, 2, SeriesCodec.MOST_STEPS);
            require("width", width, 8, 4_096);
            require("blocks", blocks, 1, 64);
            require("updates", updates, 1, 100_000_000);
            require("batch", batchRows, 1, 65_536);
            if (width % 8 != 0) {
                throw GenerationErrors.badSeriesSetting("width", Integer.toString(width), "it must be a multiple of 8");
            }
        }

        /** The settings whose results docs/series.md tells. */
        public static Training defaults(Form form) {
            return form == Form.PLACES
                    ? new Training(form, 10, 256, 3, 8_000, 256, 2e-3, 0.999, new Resources(0, 0, 600))
                    : new Training(form, 10, 32, 1, 3_000, 64, 2e-3, 0.999, new Resources(0, 0, 600));
        }
    }

    /**
     * How samples are drawn.
     *
     * @param steps evaluations of the network
     * @param guidance towards the class; 0 = none
     */
    public record Sampling(SamplingMethod method, int steps, double guidance) implements Serializable {

        public Sampling {
            require("sampling steps", steps, 2, 10_000);
            if (!(guidance >= 0 && guidance <= 100)) {
                throw GenerationErrors.badSeriesSetting("guidance", Double.toString(guidance), "it must be 0 to 100");
            }
        }
    }

    private static void require(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw GenerationErrors.badSeriesSetting(
                    setting, Long.toString(value), "it must be " + least + " to " + most);
        }
    }
}
