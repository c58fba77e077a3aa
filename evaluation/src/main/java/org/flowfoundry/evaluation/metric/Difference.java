package org.flowfoundry.evaluation.metric;

import java.util.Arrays;
import java.util.List;
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
        double[] differences = new double[one.length];
        for (int i = 0; i < one.length; i++) {
            differences[i] = one[i] - other[i];
        }
        return ofGroups(List.of(differences));
    }

    /**
     * The mean over groups of their mean differences; draws are resampled within their group, since groups differ.
     *
     * @param groups each by draw, such as those of one network
     */
    public static Difference ofGroups(List<double[]> groups) {
        SplittableRandom random = new SplittableRandom(1);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            for (double[] differences : groups) {
                double sum = 0;
                for (int i = 0; i < differences.length; i++) {
                    sum += differences[random.nextInt(differences.length)];
                }
                means[r] += sum / differences.length / groups.size();
            }
        }
        Arrays.sort(means);
        return new Difference(
                groups.stream()
                        .mapToDouble(differences ->
                                Arrays.stream(differences).average().orElse(Double.NaN))
                        .average()
                        .orElse(Double.NaN),
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
