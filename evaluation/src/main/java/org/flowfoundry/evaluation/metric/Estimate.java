package org.flowfoundry.evaluation.metric;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean over draws.
 *
 * @param low lower end of the 95 % interval by Student's t
 * @param high upper end; both NaN of a single draw
 */
public record Estimate(double mean, double low, double high) {

    private static final double UPPER = 0.975;

    /** Of one value per draw. */
    public static Estimate of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        int draws = values.length;
        if (draws < 2) {
            return new Estimate(mean, Double.NaN, Double.NaN);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double half = new TDistribution(null, draws - 1).inverseCumulativeProbability(UPPER)
                * Math.sqrt(squares / (draws - 1) / draws);
        return new Estimate(mean, mean - half, mean + half);
    }
}
