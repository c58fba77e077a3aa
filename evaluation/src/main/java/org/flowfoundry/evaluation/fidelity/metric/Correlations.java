package org.flowfoundry.evaluation.fidelity.metric;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.flowfoundry.training.record.RecordTable;

/** Correlations of all pairs of fields that hold numbers. */
final class Correlations {

    private Correlations() {}

    /** Of Spearman's correlations: {@link #difference} of ranks. */
    static double spearman(RecordTable candidate, RecordTable heldOut) {
        return difference(candidate, heldOut, Correlations::ranks);
    }

    /** Of Pearson's correlations of log(1 + value): of amounts themselves, a few large ones would be all that counts. */
    static double pearson(RecordTable candidate, RecordTable heldOut) {
        return difference(candidate, heldOut, Correlations::logarithms);
    }

    /**
     * The mean over pairs of the absolute difference of the correlations. A correlation with a field of a single value counts
     * as 0; pairs of which neither table has one are left out. NaN where there are no pairs.
     */
    private static double difference(RecordTable candidate, RecordTable heldOut, UnaryOperator<double[]> scaling) {
        double[][] some = scaled(candidate, scaling);
        double[][] others = scaled(heldOut, scaling);
        double sum = 0;
        int pairs = 0;
        for (int f = 0; f < some.length; f++) {
            for (int g = 0; g < f; g++) {
                double one = correlation(some[f], some[g]);
                double other = correlation(others[f], others[g]);
                if (!Double.isNaN(one) || !Double.isNaN(other)) {
                    sum += Math.abs((Double.isNaN(one) ? 0 : one) - (Double.isNaN(other) ? 0 : other));
                    pairs++;
                }
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    /** (number fields, rows) */
    private static double[][] scaled(RecordTable table, UnaryOperator<double[]> scaling) {
        return IntStream.range(0, table.fields().size())
                .filter(f -> table.fields().get(f).isNumber())
                .mapToObj(f -> scaling.apply(table.numbers(f)))
                .toArray(double[][]::new);
    }

    private static double[] logarithms(double[] values) {
        return Arrays.stream(values).map(Scale::logarithm).toArray();
    }

    /** Ranks of the values that are there, equal ones sharing theirs; NaN = absent. */
    static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .boxed()
                .sorted((i, j) -> Double.compare(values[i], values[j]))
                .toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        Arrays.fill(ranks, Double.NaN);
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** Whether one is the same wherever both are there: sums of squares would tell so but for what is rounded. */
    private static boolean isConstant(double[] some, double[] others) {
        return IntStream.range(0, some.length)
                        .filter(i -> !Double.isNaN(some[i]) && !Double.isNaN(others[i]))
                        .mapToDouble(i -> some[i])
                        .distinct()
                        .limit(2)
                        .count()
                < 2;
    }

    /** Pearson's correlation over the rows where both are there; NaN where it is not defined. */
    static double correlation(double[] some, double[] others) {
        if (isConstant(some, others) || isConstant(others, some)) {
            return Double.NaN;
        }
        double n = 0;
        double sum = 0;
        double otherSum = 0;
        for (int i = 0; i < some.length; i++) {
            if (!Double.isNaN(some[i]) && !Double.isNaN(others[i])) {
                n++;
                sum += some[i];
                otherSum += others[i];
            }
        }
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (int i = 0; i < some.length; i++) {
            if (!Double.isNaN(some[i]) && !Double.isNaN(others[i])) {
                double one = some[i] - sum / n;
                double other = others[i] - otherSum / n;
                product += one * other;
                square += one * one;
                otherSquare += other * other;
            }
        }
        return square > 0 && otherSquare > 0 ? product / Math.sqrt(square * otherSquare) : Double.NaN;
    }
}
