package org.flowfoundry.evaluation.fidelity.metric;

import java.util.Arrays;

/** Area under the ROC curve. */
final class Auc {

    private Auc() {}

    /**
     * The probability that a positive scores higher than a negative, ties counting half (Mann and Whitney 1947); NaN where
     * there are none of either.
     */
    static double of(double[] positives, double[] negatives) {
        double[] sorted = negatives.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double score : positives) {
            sum += (below(sorted, score, false) + below(sorted, score, true)) / 2.0;
        }
        return sum / ((double) positives.length * negatives.length);
    }

    /** How many of the sorted values lie below one, or at it, too. */
    private static int below(double[] sorted, double value, boolean orAt) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value || orAt && sorted[middle] == value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
