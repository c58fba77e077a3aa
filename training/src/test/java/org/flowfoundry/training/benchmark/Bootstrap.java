package org.flowfoundry.training.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Paired bootstrap (Efron and Tibshirani 1993): the same series are drawn for both methods. */
final class Bootstrap {

    private static final int DRAWS = 2_000;

    private Bootstrap() {}

    /** The middle 95 % of a statistic's draws. */
    record Interval(double low, double high) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "[%+.3f,%+.3f]", low, high);
        }
    }

    /**
     * The interval of statistic(first) - statistic(second).
     *
     * @param first a value per series
     * @param second of the same series
     * @param statistic of the values of some series, such as the mean
     */
    static Interval difference(double[] first, double[] second, ToDoubleFunction<double[]> statistic) {
        SplittableRandom random = new SplittableRandom(1);
        double[] differences = new double[DRAWS];
        double[] a = new double[first.length];
        double[] b = new double[first.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < a.length; i++) {
                int chosen = random.nextInt(a.length);
                a[i] = first[chosen];
                b[i] = second[chosen];
            }
            differences[draw] = statistic.applyAsDouble(a) - statistic.applyAsDouble(b);
        }
        Arrays.sort(differences);
        return new Interval(differences[(int) (0.025 * DRAWS)], differences[(int) (0.975 * DRAWS) - 1]);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
