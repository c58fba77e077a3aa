package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.List;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.image.SamplingMethod;

/**
 * What {@code generate --kind series} makes.
 *
 * @param lake folder or URI of the lake
 * @param generator the model: {@code name} or {@code name:v3}
 * @param rows how many series are made
 * @param labels of which classes; empty = of all, as often as they occur
 * @param seed decides first values, order, and every sample
 */
public record GenerateSeriesOptions(
        String lake, String generator, long rows, List<String> labels, Sampling sampling, long seed) {

    private static final long MOST_ROWS = 1_000_000_000L;

    public GenerateSeriesOptions {
        labels = List.copyOf(labels);
        SeriesGeneratorOptions.require("rows", rows, 1, MOST_ROWS);
    }

    /**
     * How samples are drawn.
     *
     * @param method of models of places or fields
     * @param steps evaluations of the network, of models of places or fields; tokens take one for each number
     * @param guidance towards the class; 0 = none
     */
    public record Sampling(SamplingMethod method, int steps, double guidance) implements Serializable {

        private static final int MOST_STEPS = 10_000;
        private static final double MOST_GUIDANCE = 20;

        public Sampling {
            SeriesGeneratorOptions.require("evaluations", steps, 2, MOST_STEPS);
            if (!(guidance >= 0 && guidance <= MOST_GUIDANCE)) {
                throw GenerationErrors.badSetting("guidance", Double.toString(guidance), "it must be 0 to 20");
            }
        }
    }
}
