package org.flowfoundry.evaluation.fidelity.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.training.record.RecordTable;

/**
 * Real records that others are compared with: those that a generator may have learned from, and those held out from it, with
 * the same fields. Samples of both, each in an order that says nothing.
 *
 * @param classField a field of names that classifiers learn to tell; null = none is learned
 */
public record RealRecords(RecordTable training, RecordTable heldOut, String classField) implements Serializable {

    /**
     * Of records that others made.
     *
     * @param candidate with the same fields
     * @param rows how many of them are compared, the first; all can be added to training records
     */
    public List<Measure> measure(RecordTable candidate, int rows, long seed) {
        RecordTable compared = first(candidate, rows);
        List<Measure> measures = new ArrayList<>(likeness(compared, seed));
        measures.addAll(new Privacy(training, heldOut).of(compared));
        if (classField != null) {
            Utility utility = new Utility(classField, training, heldOut);
            measures.addAll(utility.alone(compared, seed));
            measures.addAll(utility.mixed(candidate, seed));
        }
        return measures;
    }

    /**
     * Of real records: what the best that is possible comes to. The training part takes the place of the others, but where
     * it is about privacy: there it is a half of the held-out part, which no-one learned from, against the other half.
     */
    public List<Measure> measureReal(long seed) {
        List<Measure> measures = new ArrayList<>(likeness(training, seed));
        int half = heldOut.rows() / 2;
        if (half > 0) {
            RecordTable fresh = first(heldOut, half);
            RecordTable others =
                    heldOut.select(IntStream.range(half, heldOut.rows()).toArray());
            measures.addAll(new Privacy(training, others).of(fresh));
        }
        if (classField != null) {
            measures.addAll(new Utility(classField, training, heldOut).alone(training, seed));
        }
        return measures;
    }

    /** Of records that others made: only whether they give training records away. */
    public List<Measure> measurePrivacy(RecordTable candidate) {
        return new Privacy(training, heldOut).of(candidate);
    }

    private List<Measure> likeness(RecordTable compared, long seed) {
        List<Measure> measures = new ArrayList<>(new Marginals(training).of(compared, heldOut));
        measures.add(Measure.of(Metric.PAIR_TVD, new PairTables(training).totalVariation(compared, heldOut)));
        measures.add(Measure.of(Metric.SPEARMAN, Correlations.spearman(compared, heldOut)));
        measures.add(Measure.of(Metric.PEARSON, Correlations.pearson(compared, heldOut)));
        measures.add(Measure.of(Metric.C2ST, new Discriminator(training).auc(compared, heldOut, seed)));
        measures.addAll(new RuleShares(training).of(compared));
        return measures;
    }

    /** Synthetic records that can be added to training ones, at most. */
    public static int mostMixed() {
        return (int) (Utility.ADDED[Utility.ADDED.length - 1] * Utility.MIXED_ROWS);
    }

    /** The different names of the class field. */
    public Set<String> classes() {
        return Stream.of(training, heldOut)
                .flatMap(table -> Stream.of(table.names(table.indexOf(classField))))
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static RecordTable first(RecordTable table, int rows) {
        return rows >= table.rows()
                ? table
                : table.select(IntStream.range(0, rows).toArray());
    }
}
