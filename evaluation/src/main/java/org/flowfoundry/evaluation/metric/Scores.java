package org.flowfoundry.evaluation.metric;

import java.io.Serializable;
import org.flowfoundry.training.decision.Metrics;
import org.flowfoundry.training.decision.Probabilities;
import org.flowfoundry.training.decision.RankingCurve;

/**
 * How well one method decided about the test rows after one draw of labels.
 *
 * @param macroF1 mean over classes of the harmonic mean of precision and recall
 * @param prAuc area under the precision-recall curve: of the second class of two, else the mean over classes
 * @param recall1 recall at 1 % false positives; averaged likewise
 * @param recall01 recall at 0.1 % false positives
 * @param calibration mean over rows of the distance between how sure it was of its decision and how often it was right then
 *     (expected calibration error, ten bins)
 * @param confusion (classes, classes): rows of a class, by what they were taken for
 * @param sureness (bins): summed probability of the decided class
 * @param right (bins): right decisions
 * @param decided (bins): decisions
 */
@SuppressWarnings("ArrayRecordComponent") // summed up, never compared
public record Scores(
        double macroF1,
        double prAuc,
        double recall1,
        double recall01,
        double calibration,
        int[][] confusion,
        double[] sureness,
        long[] right,
        long[] decided)
        implements Serializable {

    /** Bins of the probability of the decided class. */
    public static final int BINS = 10;

    /**
     * Scores of probabilities.
     *
     * @param probabilities (rows, classes)
     * @param decisive (rows, classes): whose largest is decided for
     */
    public static Scores of(double[][] probabilities, double[][] decisive, int[] labels) {
        int classes = probabilities[0].length;
        int[] decisions = new int[labels.length];
        int[][] confusion = new int[classes][classes];
        double[] sureness = new double[BINS];
        long[] right = new long[BINS];
        long[] decided = new long[BINS];
        for (int i = 0; i < labels.length; i++) {
            decisions[i] = Probabilities.largest(decisive[i]);
            confusion[labels[i]][decisions[i]]++;
            double sure = probabilities[i][decisions[i]];
            int bin = Math.min(BINS - 1, (int) (sure * BINS));
            sureness[bin] += sure;
            right[bin] += decisions[i] == labels[i] ? 1 : 0;
            decided[bin]++;
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(sureness[bin] - right[bin]) / labels.length;
        }
        int first = classes == 2 ? 1 : 0;
        double[] ranking = new double[3];
        for (int k = first; k < classes; k++) {
            RankingCurve curve = RankingCurve.of(probabilities, labels, k);
            ranking[0] += curve.averagePrecision() / (classes - first);
            ranking[1] += curve.recallAt(0.01) / (classes - first);
            ranking[2] += curve.recallAt(0.001) / (classes - first);
        }
        return new Scores(
                Metrics.macroF1(decisions, labels, classes),
                ranking[0],
                ranking[1],
                ranking[2],
                error,
                confusion,
                sureness,
                right,
                decided);
    }
}
