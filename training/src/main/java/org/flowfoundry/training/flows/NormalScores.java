package org.flowfoundry.training.flows;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The mid-rank normal score of a number among the values it was fitted to: the standard normal quantile of (values below +
 * half of the equal ones) / all, clipped to +-4. Whatever the unit and the tails, what comes out is about standard normal.
 *
 * @param values (knots): rising
 * @param scores (knots): their scores; between two knots the score is interpolated, beyond them it stays
 */
record NormalScores(double[] values, float[] scores) implements Serializable {

    private static final int MOST_KNOTS = 256;
    private static final double CLIP = 4;

    /** @param sample finite, at least one; sorted in place */
    static NormalScores fit(double[] sample) {
        Arrays.sort(sample);
        double[] distinct = Arrays.stream(sample).distinct().toArray();
        double[] knots = distinct.length <= MOST_KNOTS ? distinct : quantiles(sample);
        float[] scores = new float[knots.length];
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        for (int i = 0; i < knots.length; i++) {
            int below = place(sample, knots[i], false);
            int upTo = place(sample, knots[i], true);
            double share = (below + upTo) / (2.0 * sample.length);
            scores[i] = (float) Math.max(-CLIP, Math.min(CLIP, normal.inverseCumulativeProbability(share)));
        }
        return new NormalScores(knots, scores);
    }

    /** Values at equal distances of rank, the least and the greatest among them. */
    private static double[] quantiles(double[] sorted) {
        double[] quantiles = new double[MOST_KNOTS];
        for (int i = 0; i < MOST_KNOTS; i++) {
            quantiles[i] = sorted[(int) ((long) i * (sorted.length - 1) / (MOST_KNOTS - 1))];
        }
        return Arrays.stream(quantiles).distinct().toArray();
    }

    /** How many of the sorted values lie below a value; with {@code including} also those equal to it. */
    private static int place(double[] sorted, double value, boolean including) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (including && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The score of a finite value. */
    float of(double value) {
        int found = Arrays.binarySearch(values, value);
        if (found >= 0) {
            return scores[found];
        }
        int above = -found - 1;
        if (above == 0 || above == values.length) {
            return scores[above == 0 ? 0 : values.length - 1];
        }
        double share = (value - values[above - 1]) / (values[above] - values[above - 1]);
        return (float) (scores[above - 1] + share * (scores[above] - scores[above - 1]));
    }

    boolean isSound() {
        boolean sound = values != null && scores != null && values.length > 0 && values.length == scores.length;
        for (int i = 0; sound && i < values.length; i++) {
            sound = Double.isFinite(values[i])
                    && Math.abs(scores[i]) <= CLIP
                    && (i == 0 || (values[i - 1] < values[i] && scores[i - 1] <= scores[i]));
        }
        return sound;
    }
}
