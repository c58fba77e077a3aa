package org.flowfoundry.training.decision;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A support vector machine with radial basis functions (Cortes and Vapnik 1995), one for each pair of classes, classes
 * balanced. Votes of the pairs, and their margins where votes are level, become probabilities; a gentle power of them, for
 * they say more of the order of classes than of how sure it is.
 *
 * @param rows (rows, features): all rows it was fitted to
 * @param gamma of the kernel {@code exp(-gamma |x - y|^2)}
 */
public record SupportVectors(float[][] rows, double gamma, int classes, List<Pair> pairs) implements Classifier {

    private static final double C = 10;
    private static final double POWER = 0.3;

    /**
     * The machine between two classes; its margin is positive for the second.
     *
     * @param members numbers of rows
     * @param weights (members): signed
     */
    record Pair(int first, int second, int[] members, double[] weights, double bias) implements Serializable {

        private double margin(double[] kernel) {
            double margin = bias;
            for (int i = 0; i < members.length; i++) {
                margin += weights[i] * kernel[members[i]];
            }
            return margin;
        }
    }

    /** Fits it to rows of standardised features; a class without rows is never voted for. */
    public static SupportVectors fit(float[][] rows, int[] labels, int classes) {
        double gamma = 0.5 / (rows[0].length * Math.max(1e-6, variance(rows)));
        double[][] kernel = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                kernel[i][j] = kernel(rows[i], rows[j], gamma);
                kernel[j][i] = kernel[i][j];
            }
        }
        float[] balanced = ClassBalance.ofRows(labels, classes);
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < classes; first++) {
            for (int second = first + 1; second < classes; second++) {
                int a = first;
                int b = second;
                int[] members = IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == a || labels[i] == b)
                        .toArray();
                Pair pair = pair(a, b, members, labels, balanced, kernel);
                if (pair != null) {
                    pairs.add(pair);
                }
            }
        }
        return new SupportVectors(rows, gamma, classes, List.copyOf(pairs));
    }

    /** Null where one of the two classes has no rows. */
    private static Pair pair(int a, int b, int[] members, int[] labels, float[] balanced, double[][] kernel) {
        int[] signs = new int[members.length];
        double[] bounds = new double[members.length];
        double[][] among = new double[members.length][members.length];
        int seconds = 0;
        for (int i = 0; i < members.length; i++) {
            signs[i] = labels[members[i]] == b ? 1 : -1;
            seconds += signs[i] > 0 ? 1 : 0;
            bounds[i] = C * balanced[members[i]];
            for (int j = 0; j < members.length; j++) {
                among[i][j] = kernel[members[i]][members[j]];
            }
        }
        if (seconds == 0 || seconds == members.length) {
            return null;
        }
        SequentialMinimisation solved = SequentialMinimisation.solve(among, signs, bounds);
        double[] weights = new double[members.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = signs[i] * solved.alphas()[i];
        }
        return new Pair(a, b, members, weights, solved.bias());
    }

    @Override
    public double[] probabilities(float[] row) {
        double[] kernel = new double[rows.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = kernel(rows[i], row, gamma);
        }
        double[] votes = new double[classes];
        double[] margins = new double[classes];
        for (Pair pair : pairs) {
            double margin = pair.margin(kernel);
            votes[margin > 0 ? pair.second : pair.first]++;
            margins[pair.second] += margin;
            margins[pair.first] -= margin;
        }
        double[] scores = new double[classes];
        for (int k = 0; k < classes; k++) {
            double level = margins[k] / (3 * (Math.abs(margins[k]) + 1));
            scores[k] = 2 * (classes == 2 ? margins[k] : votes[k] + level);
        }
        double[] probabilities = Probabilities.floored(Probabilities.softmax(scores));
        for (int k = 0; k < classes; k++) {
            probabilities[k] = Math.pow(probabilities[k], POWER);
        }
        return Probabilities.normalised(probabilities);
    }

    @Override
    public void check(int features, int expected) {
        boolean fits = rows != null && rows.length > 0 && pairs != null && classes == expected && gamma > 0;
        for (int i = 0; fits && i < rows.length; i++) {
            fits = rows[i] != null && rows[i].length == features;
        }
        for (int i = 0; fits && i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            fits = pair.first >= 0
                    && pair.second < classes
                    && pair.members.length == pair.weights.length
                    && IntStream.of(pair.members).allMatch(member -> member >= 0 && member < rows.length);
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "support vectors do not take " + features + " features to " + expected + " classes");
        }
    }

    private static double kernel(float[] x, float[] y, double gamma) {
        double squared = 0;
        for (int j = 0; j < x.length; j++) {
            double difference = x[j] - y[j];
            squared += difference * difference;
        }
        return Math.exp(-gamma * squared);
    }

    private static double variance(float[][] rows) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (float[] row : rows) {
            for (float value : row) {
                sum += value;
                squares += (double) value * value;
                count++;
            }
        }
        return squares / count - sum / count * (sum / count);
    }
}
