package org.flowfoundry.evaluation.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The mean difference of two methods over the draws that they share.
 *
 * @param low lower end of the 95 % interval of the paired bootstrap over draws (Efron and Tibshirani 1993)
 * @param high upper end
 */
public record Difference(double mean, double low, double high) {

    private static final int RESAMPLES = 10_000;

    /**
     * Of two methods.
     *
     * @param one (draws)
     * @param other (draws): of the same draws
     */
    public static Difference of(double[] one, double[] other) {
        int draws = one.length;
        double[] differences = new double[draws];
        for (int i = 0; i < draws; i++) {
            differences[i] = one[i] - other[i];
        }
        SplittableRandom random = new SplittableRandom(1);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            for (int i = 0; i < draws; i++) {
                sum += differences[random.nextInt(draws)];
            }
            means[r] = sum / draws;
        }
        Arrays.sort(means);
        return new Difference(
                Arrays.stream(differences).average().orElse(Double.NaN),
                means[(int) (0.025 * RESAMPLES)],
                means[(int) (0.975 * RESAMPLES) - 1]);
    }

    /** Whether the interval excludes a loss: the one is better. */
    public boolean isWin() {
        return low > 0;
    }

    /** Whether the interval excludes a win. */
    public boolean isLoss() {
        return high < 0;
    }
}
