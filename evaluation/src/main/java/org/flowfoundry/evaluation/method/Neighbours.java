package org.flowfoundry.evaluation.method;

import java.util.Arrays;
import org.flowfoundry.training.decision.Probabilities;

/** Nearest neighbours vote, the nearer the more; a class with many rows has no more votes for it. */
final class Neighbours {

    private static final int MOST = 5;

    /** Added to squared distances per feature, so that an equal row does not outvote all others for ever. */
    private static final double SOFTENING = 1e-3;

    private Neighbours() {}

    static double[][] probabilities(float[][] rows, int[] labels, int classes, float[][] asked) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        int fewest = Arrays.stream(counts).filter(count -> count > 0).min().orElseThrow();
        int neighbours = Math.min(MOST, fewest);
        double[][] probabilities = new double[asked.length][];
        for (int i = 0; i < asked.length; i++) {
            probabilities[i] = vote(rows, labels, counts, asked[i], neighbours);
        }
        return probabilities;
    }

    private static double[] vote(float[][] rows, int[] labels, int[] counts, float[] asked, int neighbours) {
        double[] nearest = new double[neighbours];
        int[] whose = new int[neighbours];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int i = 0; i < rows.length; i++) {
            double distance = SOFTENING * asked.length;
            for (int j = 0; j < asked.length; j++) {
                double difference = rows[i][j] - asked[j];
                distance += difference * difference;
            }
            int at = neighbours;
            while (at > 0 && distance < nearest[at - 1]) {
                at--;
            }
            if (at < neighbours) {
                System.arraycopy(nearest, at, nearest, at + 1, neighbours - at - 1);
                System.arraycopy(whose, at, whose, at + 1, neighbours - at - 1);
                nearest[at] = distance;
                whose[at] = labels[i];
            }
        }
        double[] votes = new double[counts.length];
        for (int i = 0; i < neighbours; i++) {
            votes[whose[i]] += 1 / (Math.sqrt(nearest[i]) * counts[whose[i]]);
        }
        return Probabilities.normalised(votes);
    }
}
