package org.flowfoundry.evaluation.fidelity.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.evaluation.method.Boosting;
import org.flowfoundry.evaluation.method.Boosting.Growth;
import org.flowfoundry.training.record.RecordTable;

/** The classifier two-sample test (Lopez-Paz and Oquab 2017): whether records can be told from real ones. */
final class Discriminator {

    private static final int MOST_ROWS = 8_000;
    private static final int SPLITS = 2;
    private static final double LEARNED = 0.7;

    private final TreeFeatures features;

    Discriminator(RecordTable training) {
        this.features = new TreeFeatures(training, null);
    }

    /** The mean AUC over splits; NaN where a side has fewer than 10 records. */
    double auc(RecordTable candidate, RecordTable heldOut, long seed) {
        int each = Math.min(MOST_ROWS, Math.min(candidate.rows(), heldOut.rows()));
        if (each < 10) {
            return Double.NaN;
        }
        float[][] some = first(features.of(candidate), each);
        float[][] others = first(features.of(heldOut), each);
        double sum = 0;
        for (int split = 0; split < SPLITS; split++) {
            sum += auc(some, others, seed + split);
        }
        return sum / SPLITS;
    }

    private static double auc(float[][] some, float[][] others, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = shuffled(some.length, random);
        int[] otherOrder = shuffled(others.length, random);
        int learned = (int) (LEARNED * some.length);
        int asked = some.length - learned;
        float[][] rows = new float[2 * learned][];
        int[] labels = new int[2 * learned];
        float[][] questions = new float[2 * asked][];
        for (int i = 0; i < some.length; i++) {
            if (i < learned) {
                rows[2 * i] = some[order[i]];
                rows[2 * i + 1] = others[otherOrder[i]];
                labels[2 * i] = 1;
            } else {
                questions[2 * (i - learned)] = some[order[i]];
                questions[2 * (i - learned) + 1] = others[otherOrder[i]];
            }
        }
        double[][] probabilities = Boosting.probabilities(Growth.BY_LEAVES, rows, labels, 2, questions, seed);
        double[] ofSome = IntStream.range(0, asked)
                .mapToDouble(i -> probabilities[2 * i][1])
                .toArray();
        double[] ofOthers = IntStream.range(0, asked)
                .mapToDouble(i -> probabilities[2 * i + 1][1])
                .toArray();
        return Auc.of(ofSome, ofOthers);
    }

    private static float[][] first(float[][] rows, int count) {
        return Arrays.copyOf(rows, count);
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
        return order;
    }
}
