package org.flowfoundry.training.decision;

import java.util.Arrays;

/**
 * How well a probability sorts the rows of one class before all others.
 *
 * @param found (thresholds): rows of the class at or above each, from the highest threshold on
 * @param wrong (thresholds): other rows at or above each
 */
@SuppressWarnings("ArrayRecordComponent") // asked, never compared
public record RankingCurve(long[] found, long[] wrong) {

    /** The curve of class {@code k}; equal probabilities are above a threshold together, or not at all. */
    public static RankingCurve of(double[][] probabilities, int[] labels, int k) {
        long[] order = new long[labels.length];
        for (int i = 0; i < order.length; i++) {
            // Probabilities are not negative, so that their bits sort as they do.
            order[i] = ((long) -Float.floatToIntBits((float) probabilities[i][k]) << 32) | i;
        }
        Arrays.sort(order);
        long[] found = new long[order.length];
        long[] wrong = new long[order.length];
        int thresholds = 0;
        for (int i = 0; i < order.length; i++) {
            boolean isNew = i == 0 || order[i] >> 32 != order[i - 1] >> 32;
            if (isNew) {
                found[thresholds] = thresholds == 0 ? 0 : found[thresholds - 1];
                wrong[thresholds] = thresholds == 0 ? 0 : wrong[thresholds - 1];
                thresholds++;
            }
            boolean isOne = labels[(int) order[i]] == k;
            found[thresholds - 1] += isOne ? 1 : 0;
            wrong[thresholds - 1] += isOne ? 0 : 1;
        }
        return new RankingCurve(Arrays.copyOf(found, thresholds), Arrays.copyOf(wrong, thresholds));
    }

    private boolean isEmpty() {
        return found.length == 0 || found[found.length - 1] == 0 || wrong[wrong.length - 1] == 0;
    }

    /** Area under the precision-recall curve, by steps; NaN where the class or the others have no rows. */
    public double averagePrecision() {
        if (isEmpty()) {
            return Double.NaN;
        }
        double area = 0;
        long before = 0;
        for (int i = 0; i < found.length; i++) {
            area += (found[i] - before) / (double) found[found.length - 1] * found[i] / (found[i] + wrong[i]);
            before = found[i];
        }
        return area;
    }

    /** The largest share of the class that is found while at most this share of the others is taken for it. */
    public double recallAt(double falsePositives) {
        if (isEmpty()) {
            return Double.NaN;
        }
        double recall = 0;
        for (int i = 0; i < found.length && wrong[i] <= falsePositives * wrong[wrong.length - 1]; i++) {
            recall = found[i] / (double) found[found.length - 1];
        }
        return recall;
    }
}
