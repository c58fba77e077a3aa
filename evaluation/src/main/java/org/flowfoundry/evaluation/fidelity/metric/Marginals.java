package org.flowfoundry.evaluation.fidelity.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordTable;

/** Each field by itself: a table of independent columns has these right, and nothing else. */
final class Marginals {

    private static final Set<String> PORTS = Set.of("source_port", "destination_port");

    private final RecordTable training;

    Marginals(RecordTable training) {
        this.training = training;
    }

    /** Of every field, and their means. */
    List<Measure> of(RecordTable candidate, RecordTable heldOut) {
        List<Measure> measures = new ArrayList<>();
        for (int f = 0; f < training.fields().size(); f++) {
            RecordField field = training.fields().get(f);
            if (field.isNumber()) {
                number(measures, field.name(), training.numbers(f), candidate.numbers(f), heldOut.numbers(f));
            } else {
                name(measures, field.name(), candidate.names(f), heldOut.names(f));
            }
        }
        List<Measure> all = new ArrayList<>();
        for (Metric metric :
                List.of(Metric.JSD, Metric.JSD_DISTANCE, Metric.JSD_PORTS, Metric.WASSERSTEIN, Metric.ABSENT)) {
            all.add(Measure.of(metric, mean(measures, metric)));
        }
        all.addAll(measures);
        return all;
    }

    private static void number(
            List<Measure> measures, String field, double[] training, double[] candidate, double[] heldOut) {
        Scale scale = Scale.of(training);
        measures.add(new Measure(Metric.WASSERSTEIN, field, Distributions.wasserstein(candidate, heldOut, scale)));
        measures.add(new Measure(Metric.ABSENT, field, Math.abs(absent(candidate) - absent(heldOut))));
        if (PORTS.contains(field)) {
            Map<Double, Long> some = Distributions.counts(candidate.length, i -> candidate[i]);
            Map<Double, Long> others = Distributions.counts(heldOut.length, i -> heldOut[i]);
            measures.add(new Measure(Metric.JSD_PORTS, field, Distributions.jensenShannon(some, others)));
        }
    }

    private static void name(List<Measure> measures, String field, String[] candidate, String[] heldOut) {
        Map<String, Long> some = Distributions.counts(candidate.length, i -> candidate[i]);
        Map<String, Long> others = Distributions.counts(heldOut.length, i -> heldOut[i]);
        double divergence = Distributions.jensenShannon(some, others);
        measures.add(new Measure(Metric.JSD, field, divergence));
        measures.add(new Measure(Metric.JSD_DISTANCE, field, Math.sqrt(divergence)));
        double absent = some.getOrDefault(null, 0L) / (double) candidate.length;
        double otherAbsent = others.getOrDefault(null, 0L) / (double) heldOut.length;
        measures.add(new Measure(Metric.ABSENT, field, Math.abs(absent - otherAbsent)));
    }

    private static double absent(double[] values) {
        return Arrays.stream(values).filter(Double::isNaN).count() / (double) values.length;
    }

    private static double mean(List<Measure> measures, Metric metric) {
        return measures.stream()
                .filter(measure -> measure.metric() == metric && !Double.isNaN(measure.value()))
                .mapToDouble(Measure::value)
                .average()
                .orElse(Double.NaN);
    }
}
