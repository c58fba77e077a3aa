package org.flowfoundry.training.decision;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good decisions are.
 *
 * @param rows how many were decided about
 * @param macroF1 mean over classes of the harmonic mean of precision and recall
 * @param averagePrecision area under the precision-recall curve of the second class of two; the mean over classes of more
 * @param recallAtOnePercent share of a class that is found while at most 1 % of the others are taken for it; averaged likewise
 * @param logLoss mean negative log probability of the true class, nats
 */
public record Metrics(long rows, double macroF1, double averagePrecision, double recallAtOnePercent, double logLoss) {

    private static final double FALSE_POSITIVES = 0.01;

    /** Of probabilities, deciding for the most probable class. */
    public static Metrics of(double[][] probabilities, int[] labels) {
        int[] decided = new int[labels.length];
        for (int i = 0; i < decided.length; i++) {
            decided[i] = Probabilities.largest(probabilities[i]);
        }
        return of(probabilities, decided, labels);
    }

    /** Of probabilities and decisions taken by another rule. */
    public static Metrics of(double[][] probabilities, int[] decided, int[] labels) {
        int classes = probabilities[0].length;
        double precision = 0;
        double recall = 0;
        int first = classes == 2 ? 1 : 0;
        for (int k = first; k < classes; k++) {
            RankingCurve curve = RankingCurve.of(probabilities, labels, k);
            precision += curve.averagePrecision() / (classes - first);
            recall += curve.recallAt(FALSE_POSITIVES) / (classes - first);
        }
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            loss -= Math.log(Math.max(probabilities[i][labels[i]], 1e-15)) / labels.length;
        }
        return new Metrics(labels.length, macroF1(decided, labels, classes), precision, recall, loss);
    }

    /** Names and values for a model card, each name with the prefix. */
    public Map<String, Double> named(String prefix) {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put(prefix + "rows", (double) rows);
        named.put(prefix + "macro_f1", macroF1);
        named.put(prefix + "pr_auc", averagePrecision);
        named.put(prefix + "recall_at_1pct_fpr", recallAtOnePercent);
        named.put(prefix + "log_loss", logLoss);
        return named;
    }

    /** The mean over classes that are there, or decided for, of the harmonic mean of precision and recall. */
    public static double macroF1(int[] decided, int[] labels, int classes) {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < classes; k++) {
            int right = 0;
            int either = 0;
            for (int i = 0; i < labels.length; i++) {
                right += decided[i] == k && labels[i] == k ? 1 : 0;
                either += (decided[i] == k ? 1 : 0) + (labels[i] == k ? 1 : 0);
            }
            sum += either == 0 ? 0 : 2.0 * right / either;
            present += either == 0 ? 0 : 1;
        }
        return sum / present;
    }
}
