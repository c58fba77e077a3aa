package org.flowfoundry.evaluation.fidelity.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.flowfoundry.evaluation.fidelity.metric.Scale;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordTable;

/**
 * SMOTE for numbers and names (Chawla et al. 2002, section 6.1): numbers lie between those of a training record and of one of
 * its nearest of the same class, on the logarithmic scale; names are the neighbours' majority. A name that differs counts as
 * much as a number by the median of the numbers' standard deviations.
 */
final class SmoteNc {

    private static final int NEIGHBOURS = 5;

    /** Records of a class that neighbours are looked for in. */
    private static final int MOST_ROWS = 6_000;

    private final RecordTable training;
    private final List<int[]> classes;

    /** (fields, rows) of numbers; null for names */
    private final double[][] scaled;

    private final Scale[] scales;

    SmoteNc(RecordTable training, String classField) {
        this.training = training;
        this.classes = ClassRows.of(training, classField);
        int fields = training.fields().size();
        this.scales = new Scale[fields];
        this.scaled = new double[fields][];
        for (int f = 0; f < fields; f++) {
            if (training.fields().get(f).isNumber()) {
                Scale scale = Scale.of(training.numbers(f));
                scales[f] = scale;
                scaled[f] = Arrays.stream(training.numbers(f)).map(scale::at).toArray();
            }
        }
    }

    RecordTable make(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = ClassRows.drawn(classes, rows, random);
        List<Object> columns = new ArrayList<>();
        for (RecordField field : training.fields()) {
            columns.add(field.isNumber() ? new double[rows] : new String[rows]);
        }
        List<Map<Integer, int[]>> known = new ArrayList<>();
        double[] nameWeights = new double[classes.size()];
        for (int k = 0; k < classes.size(); k++) {
            known.add(new HashMap<>());
            nameWeights[k] = nameWeight(classes.get(k));
        }
        for (int i = 0; i < rows; i++) {
            int k = drawn[i];
            int[] members = classes.get(k);
            int base = members[random.nextInt(members.length)];
            int[] nearest = known.get(k).computeIfAbsent(base, row -> nearest(row, members, nameWeights[k]));
            int other = nearest.length == 0 ? base : nearest[random.nextInt(nearest.length)];
            between(columns, i, base, other, nearest, random.nextDouble());
        }
        return new RecordTable(training.fields(), columns, rows);
    }

    private void between(List<Object> columns, int row, int base, int other, int[] nearest, double share) {
        for (int f = 0; f < scales.length; f++) {
            if (columns.get(f) instanceof double[] numbers) {
                double step = share * (scaled[f][other] - scaled[f][base]);
                double value = training.numbers(f)[base];
                numbers[row] = step == 0 || Double.isNaN(step)
                        ? value
                        : rounded(
                                scales[f].value(scaled[f][base] + step),
                                training.fields().get(f));
            } else {
                ((String[]) columns.get(f))[row] = majority(training.names(f), base, nearest);
            }
        }
    }

    private static double rounded(double value, RecordField field) {
        double unit = Math.pow(10, Math.max(0, field.decimals()));
        double rounded = Math.rint(value * unit) / unit;
        return Double.isFinite(rounded) ? rounded : value;
    }

    private static String majority(String[] names, int base, int[] nearest) {
        Map<String, Integer> votes = new HashMap<>();
        String most = names[base];
        for (int row : nearest) {
            int count = votes.merge(String.valueOf(names[row]), 1, Integer::sum);
            if (count > votes.getOrDefault(String.valueOf(most), 0)) {
                most = names[row];
            }
        }
        return most;
    }

    /** The nearest of a class but the record itself, at most {@link #NEIGHBOURS}. */
    private int[] nearest(int base, int[] members, double nameWeight) {
        double[] distances = new double[NEIGHBOURS];
        int[] nearest = new int[NEIGHBOURS];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int found = 0;
        for (int m = 0; m < Math.min(members.length, MOST_ROWS); m++) {
            if (members[m] == base) {
                continue;
            }
            double distance = squared(base, members[m], nameWeight, distances[NEIGHBOURS - 1]);
            int at = Math.min(found, NEIGHBOURS - 1);
            if (distance >= distances[at]) {
                continue;
            }
            while (at > 0 && distance < distances[at - 1]) {
                distances[at] = distances[at - 1];
                nearest[at] = nearest[--at];
            }
            distances[at] = distance;
            nearest[at] = members[m];
            found = Math.min(NEIGHBOURS, found + 1);
        }
        return Arrays.copyOf(nearest, found);
    }

    private double squared(int row, int other, double nameWeight, double bound) {
        double sum = 0;
        for (int f = 0; f < scaled.length && sum <= bound; f++) {
            if (scaled[f] == null) {
                String[] names = training.names(f);
                boolean isSame = String.valueOf(names[row]).equals(String.valueOf(names[other]));
                sum += isSame ? 0 : nameWeight;
            } else {
                double difference = scaled[f][row] - scaled[f][other];
                boolean oneAbsent = Double.isNaN(scaled[f][row]) != Double.isNaN(scaled[f][other]);
                sum += oneAbsent ? 1 : Double.isNaN(difference) ? 0 : difference * difference;
            }
        }
        return sum;
    }

    /** The square of the median of the standard deviations of a class's numbers; 1 where it has none. */
    private double nameWeight(int[] members) {
        double[] deviations = Arrays.stream(scaled)
                .filter(column -> column != null)
                .mapToDouble(column -> deviation(column, members))
                .sorted()
                .toArray();
        double median = deviations.length == 0 ? 1 : deviations[deviations.length / 2];
        return median * median;
    }

    private static double deviation(double[] column, int[] members) {
        double[] values = Arrays.stream(members)
                .mapToDouble(i -> column[i])
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
