package org.flowfoundry.training.decision;

import java.util.Arrays;

/**
 * The dual of a support vector machine, solved two variables at a time (Platt 1998), the pair chosen by second-order
 * information (Fan, Chen and Lin 2005): minimises {@code a'Qa/2 - sum a} with {@code Q_ij = s_i s_j K_ij}, {@code 0 <= a_i <=
 * bound_i} and {@code sum s_i a_i = 0}.
 *
 * @param alphas (rows)
 * @param bias of the decision function {@code sum_i s_i a_i K(x_i, x) + bias}
 */
@SuppressWarnings("ArrayRecordComponent") // taken apart at once, never compared
record SequentialMinimisation(double[] alphas, double bias) {

    private static final double TOLERANCE = 1e-3;
    private static final double LEAST_CURVATURE = 1e-12;
    private static final int MOST_STEPS = 20_000;

    /**
     * Solves it.
     *
     * @param kernel (rows, rows)
     * @param signs (rows): 1 or -1, both of them
     * @param bounds (rows): above 0
     */
    static SequentialMinimisation solve(double[][] kernel, int[] signs, double[] bounds) {
        int rows = signs.length;
        double[] alphas = new double[rows];
        double[] gradient = new double[rows];
        Arrays.fill(gradient, -1);
        for (int step = 0; step < MOST_STEPS; step++) {
            int i = highest(alphas, gradient, signs, bounds);
            int j = i < 0 ? -1 : partner(i, kernel, alphas, gradient, signs, bounds);
            if (j < 0) {
                break;
            }
            move(i, j, kernel, alphas, gradient, signs, bounds);
        }
        return new SequentialMinimisation(alphas, -offset(alphas, gradient, signs, bounds));
    }

    private static boolean mayRise(int i, double[] alphas, int[] signs, double[] bounds) {
        return signs[i] > 0 ? alphas[i] < bounds[i] : alphas[i] > 0;
    }

    private static boolean mayFall(int i, double[] alphas, int[] signs, double[] bounds) {
        return signs[i] > 0 ? alphas[i] > 0 : alphas[i] < bounds[i];
    }

    /** The row that violates the optimality conditions most. */
    private static int highest(double[] alphas, double[] gradient, int[] signs, double[] bounds) {
        int highest = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < signs.length; t++) {
            if (mayRise(t, alphas, signs, bounds) && -signs[t] * gradient[t] > most) {
                most = -signs[t] * gradient[t];
                highest = t;
            }
        }
        return highest;
    }

    /** The row with which it gains most; -1 where none violates the conditions by more than the tolerance. */
    private static int partner(
            int i, double[][] kernel, double[] alphas, double[] gradient, int[] signs, double[] bounds) {
        double most = -signs[i] * gradient[i];
        double least = Double.POSITIVE_INFINITY;
        double best = 0;
        int partner = -1;
        for (int t = 0; t < signs.length; t++) {
            if (!mayFall(t, alphas, signs, bounds)) {
                continue;
            }
            double value = -signs[t] * gradient[t];
            least = Math.min(least, value);
            double difference = most - value;
            if (difference > 0) {
                double gain = difference * difference / curvature(i, t, kernel);
                if (gain > best) {
                    best = gain;
                    partner = t;
                }
            }
        }
        return most - least < TOLERANCE ? -1 : partner;
    }

    private static double curvature(int i, int j, double[][] kernel) {
        return Math.max(LEAST_CURVATURE, kernel[i][i] + kernel[j][j] - 2 * kernel[i][j]);
    }

    /** Moves both as far as is best, and no farther than their bounds; their signed sum stays. */
    private static void move(
            int i, int j, double[][] kernel, double[] alphas, double[] gradient, int[] signs, double[] bounds) {
        double step = (-signs[i] * gradient[i] + signs[j] * gradient[j]) / curvature(i, j, kernel);
        step = Math.min(step, signs[i] > 0 ? bounds[i] - alphas[i] : alphas[i]);
        step = Math.min(step, signs[j] > 0 ? alphas[j] : bounds[j] - alphas[j]);
        alphas[i] = Math.min(bounds[i], Math.max(0, alphas[i] + signs[i] * step));
        alphas[j] = Math.min(bounds[j], Math.max(0, alphas[j] - signs[j] * step));
        for (int t = 0; t < gradient.length; t++) {
            gradient[t] += signs[t] * step * (kernel[i][t] - kernel[j][t]);
        }
    }

    /** The mean over free rows, or the middle of what the bound ones allow. */
    private static double offset(double[] alphas, double[] gradient, int[] signs, double[] bounds) {
        double sum = 0;
        int free = 0;
        double upper = Double.POSITIVE_INFINITY;
        double lower = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < signs.length; t++) {
            double value = signs[t] * gradient[t];
            boolean rises = mayRise(t, alphas, signs, bounds);
            boolean falls = mayFall(t, alphas, signs, bounds);
            if (rises && falls) {
                sum += value;
                free++;
            } else if (rises) {
                upper = Math.min(upper, value);
            } else {
                lower = Math.max(lower, value);
            }
        }
        return free > 0 ? sum / free : (upper + lower) / 2;
    }
}
