package org.flowfoundry.training.benchmark;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well scores tell windows apart. Windows have weights, since of the many ordinary ones only some are scored.
 *
 * @param precision area under the precision-recall curve
 * @param recall share of the positives above the threshold at which 1 % of the others are; between two thresholds, as by lot; NaN with the area
 *     where there is nothing to tell apart
 * @param threshold the least score that no more than 1 % of the others reach
 */
record Ranking(double precision, double recall, double threshold) {

    private static final double FALSE_POSITIVES = 0.01;

    static Ranking of(double[] scores, boolean[] positive, double[] weights) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double positives = 0;
        double others = 0;
        for (int i = 0; i < scores.length; i++) {
            positives += positive[i] ? weights[i] : 0;
            others += positive[i] ? 0 : weights[i];
        }
        if (positives == 0 || others == 0) {
            return new Ranking(Double.NaN, Double.NaN, Double.NaN);
        }
        double area = 0;
        double recall = Double.NaN;
        double threshold = Double.POSITIVE_INFINITY;
        double found = 0;
        double wrong = 0;
        for (int i = 0; i < order.length; ) {
            double score = scores[order[i]];
            double foundBefore = found;
            double wrongBefore = wrong;
            for (; i < order.length && scores[order[i]] == score; i++) {
                found += positive[order[i]] ? weights[order[i]] : 0;
                wrong += positive[order[i]] ? 0 : weights[order[i]];
            }
            area += (found - foundBefore) / positives * found / (found + wrong);
            double allowed = FALSE_POSITIVES * others;
            if (wrong <= allowed) {
                threshold = score;
            } else if (Double.isNaN(recall)) {
                double part = (allowed - wrongBefore) / (wrong - wrongBefore);
                recall = (foundBefore + part * (found - foundBefore)) / positives;
            }
        }
        return new Ranking(area, Double.isNaN(recall) ? 1 : recall, threshold);
    }
}
