package org.flowfoundry.evaluation.fidelity.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowfoundry.training.record.RecordTable;

/** Contingency tables of all pairs of fields, in bins of the training part. */
final class PairTables {

    private static final int QUANTILES = 10;
    private static final int MOST_NAMES = 20;

    /** Bins of a number, one for absent ones, are fewer. */
    private static final int BINS = MOST_NAMES + 1;

    private final RecordTable training;
    private final double[][] edges;
    private final List<Map<String, Integer>> names;

    PairTables(RecordTable training) {
        this.training = training;
        int fields = training.fields().size();
        this.edges = new double[fields][];
        this.names = IntStream.range(0, fields).mapToObj(this::prepare).toList();
    }

    /** The mean over pairs of the total variation distance; NaN of a single field. */
    double totalVariation(RecordTable candidate, RecordTable heldOut) {
        int[][] some = binned(candidate);
        int[][] others = binned(heldOut);
        double sum = 0;
        int pairs = 0;
        for (int f = 0; f < some.length; f++) {
            for (int g = 0; g < f; g++) {
                sum += distance(some[f], some[g], others[f], others[g]);
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static double distance(int[] f, int[] g, int[] otherF, int[] otherG) {
        double[] difference = new double[BINS * BINS];
        for (int i = 0; i < f.length; i++) {
            difference[f[i] * BINS + g[i]] += 1.0 / f.length;
        }
        for (int i = 0; i < otherF.length; i++) {
            difference[otherF[i] * BINS + otherG[i]] -= 1.0 / otherF.length;
        }
        return Arrays.stream(difference).map(Math::abs).sum() / 2;
    }

    private Map<String, Integer> prepare(int field) {
        if (training.fields().get(field).isNumber()) {
            edges[field] = quantiles(training.numbers(field));
            return Map.of();
        }
        String[] column = training.names(field);
        Map<String, Integer> places = new HashMap<>();
        Distributions.counts(column.length, i -> String.valueOf(column[i])).entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMES)
                .forEach(entry -> places.put(entry.getKey(), places.size()));
        return places;
    }

    private static double[] quantiles(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        Arrays.sort(sorted);
        return IntStream.range(1, QUANTILES)
                .filter(k -> sorted.length > 0)
                .mapToDouble(k -> sorted[k * (sorted.length - 1) / QUANTILES])
                .distinct()
                .toArray();
    }

    /** (fields, rows) */
    private int[][] binned(RecordTable table) {
        int[][] binned = new int[training.fields().size()][table.rows()];
        for (int f = 0; f < binned.length; f++) {
            for (int i = 0; i < table.rows(); i++) {
                binned[f][i] = edges[f] == null
                        ? names.get(f).getOrDefault(String.valueOf(table.names(f)[i]), MOST_NAMES)
                        : bin(edges[f], table.numbers(f)[i]);
            }
        }
        return binned;
    }

    /** How many edges a value is above; the last bin is for absent ones. */
    private static int bin(double[] edges, double value) {
        if (Double.isNaN(value)) {
            return MOST_NAMES;
        }
        int at = Arrays.binarySearch(edges, value);
        return at >= 0 ? at : -at - 1;
    }
}
