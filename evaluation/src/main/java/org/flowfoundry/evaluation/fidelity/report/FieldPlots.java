package org.flowfoundry.evaluation.fidelity.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowfoundry.training.record.RecordTable;

/** Distributions of single fields, held-out records beside synthetic ones. */
final class FieldPlots {

    /** Fields that are drawn: more are no help. */
    private static final int MOST_FIELDS = 16;

    private static final int MOST_NAMES = 12;
    private static final int QUANTILES = 20;

    private final RecordTable heldOut;
    private final RecordTable synthetic;

    FieldPlots(RecordTable heldOut, RecordTable synthetic) {
        this.heldOut = heldOut;
        this.synthetic = synthetic;
    }

    /** In SVG; those of columns that all flows have come first. */
    List<String> svgs() {
        return IntStream.range(0, heldOut.fields().size())
                .boxed()
                .sorted(Comparator.comparing(f -> heldOut.fields().get(f).isAttribute()))
                .limit(MOST_FIELDS)
                .map(f -> heldOut.fields().get(f).isNumber() ? numbers(f) : names(f))
                .toList();
    }

    private String numbers(int field) {
        double[] real = sorted(heldOut.numbers(field));
        double[] made = sorted(synthetic.numbers(field));
        List<String> places = IntStream.rangeClosed(0, QUANTILES)
                .mapToObj(k -> 100 * k / QUANTILES + " %")
                .toList();
        Map<String, double[]> lines = new LinkedHashMap<>();
        lines.put("real, held out", quantiles(real));
        lines.put("synthetic", quantiles(made));
        return StepPlot.svg(heldOut.fields().get(field).name() + ": quantiles, log10(1 + value)", places, lines, false);
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    private static double[] quantiles(double[] sorted) {
        return IntStream.rangeClosed(0, QUANTILES)
                .mapToDouble(k -> sorted.length == 0 ? Double.NaN : sorted[k * (sorted.length - 1) / QUANTILES])
                .map(value -> Math.signum(value) * Math.log10(1 + Math.abs(value)))
                .toArray();
    }

    private String names(int field) {
        Map<String, Double> real = shares(heldOut.names(field));
        Map<String, Double> made = shares(synthetic.names(field));
        List<String> places = real.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMES)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
        Map<String, double[]> lines = new LinkedHashMap<>();
        lines.put("real, held out", values(real, places));
        lines.put("synthetic", values(made, places));
        places.add("others");
        return StepPlot.svg(heldOut.fields().get(field).name() + ": share of records, by name", places, lines, true);
    }

    private static Map<String, Double> shares(String[] names) {
        Map<String, Double> shares = new HashMap<>();
        Arrays.stream(names)
                .map(name -> name == null ? "absent" : name)
                .forEach(name -> shares.merge(name, 1.0 / names.length, Double::sum));
        return shares;
    }

    /** The shares at the places, and of all others. */
    private static double[] values(Map<String, Double> shares, List<String> places) {
        double[] values = new double[places.size() + 1];
        double others = 1;
        for (int i = 0; i < places.size(); i++) {
            values[i] = shares.getOrDefault(places.get(i), 0.0);
            others -= values[i];
        }
        values[places.size()] = Math.max(0, others);
        return values;
    }
}
