package org.flowfoundry.evaluation.fidelity.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.training.record.RecordTable;

/** Training records in bins: each value that at least 0.5 % have by itself, others in 20 quantiles, or one for names. */
final class BinnedRecords {

    private static final double OWN_BIN = 0.005;
    private static final int QUANTILES = 20;

    private final RecordTable training;

    /** (fields, rows) */
    private final int[][] bins;

    /** For each field and bin, the rows in it. */
    private final List<int[][]> rows = new ArrayList<>();

    BinnedRecords(RecordTable training) {
        this.training = training;
        this.bins = training.columns().stream().map(BinnedRecords::bins).toArray(int[][]::new);
        for (int[] column : bins) {
            rows.add(rows(column));
        }
    }

    RecordTable training() {
        return training;
    }

    int fields() {
        return bins.length;
    }

    /** (rows): bins of a field. */
    int[] bins(int field) {
        return bins[field];
    }

    int count(int field) {
        return rows.get(field).length;
    }

    /** (bins): the rows in each bin of a field. */
    int[][] rows(int field) {
        return rows.get(field);
    }

    /** A row whose value of a field is in a bin. */
    int draw(int field, int bin, SplittableRandom random) {
        int[] some = rows.get(field)[bin];
        return some[random.nextInt(some.length)];
    }

    private static int[][] rows(int[] column) {
        int count = Arrays.stream(column).max().orElseThrow() + 1;
        int[] sizes = new int[count];
        Arrays.stream(column).forEach(bin -> sizes[bin]++);
        int[][] rows = new int[count][];
        Arrays.setAll(rows, bin -> new int[sizes[bin]]);
        for (int i = column.length - 1; i >= 0; i--) {
            rows[column[i]][--sizes[column[i]]] = i;
        }
        return rows;
    }

    private static int[] bins(Object column) {
        Object[] values = column instanceof double[] numbers
                ? Arrays.stream(numbers).boxed().toArray()
                : Arrays.stream((String[]) column).map(String::valueOf).toArray();
        Map<Object, Integer> counts = new HashMap<>();
        Arrays.stream(values).forEach(value -> counts.merge(value, 1, Integer::sum));
        Map<Object, Integer> places = new HashMap<>();
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= OWN_BIN * values.length)
                .sorted(Comparator.comparing((Map.Entry<Object, Integer> entry) -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().toString()))
                .forEach(entry -> places.put(entry.getKey(), places.size()));
        double[] edges = column instanceof double[] ? edges(values, places) : new double[0];
        int[] bins = IntStream.range(0, values.length)
                .map(i ->
                        places.containsKey(values[i]) ? places.get(values[i]) : places.size() + above(edges, values[i]))
                .toArray();
        return withoutGaps(bins);
    }

    /** What parts the quantiles of the values that have no bin of their own. */
    private static double[] edges(Object[] values, Map<Object, Integer> places) {
        double[] others = Arrays.stream(values)
                .filter(value -> !places.containsKey(value) && !Double.isNaN((Double) value))
                .mapToDouble(value -> (Double) value)
                .sorted()
                .toArray();
        return IntStream.range(1, QUANTILES)
                .filter(k -> others.length > 0)
                .mapToDouble(k -> others[k * (others.length - 1) / QUANTILES])
                .distinct()
                .toArray();
    }

    private static int above(double[] edges, Object value) {
        if (edges.length == 0) {
            return 0;
        }
        // What is absent, and has no bin of its own, is after all numbers.
        int at = Double.isNaN((Double) value) ? -edges.length - 2 : Arrays.binarySearch(edges, (Double) value);
        return at >= 0 ? at : -at - 1;
    }

    private static int[] withoutGaps(int[] bins) {
        int[] used = Arrays.stream(bins).distinct().sorted().toArray();
        return Arrays.stream(bins).map(bin -> Arrays.binarySearch(used, bin)).toArray();
    }
}
