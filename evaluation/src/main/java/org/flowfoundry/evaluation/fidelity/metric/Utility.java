package org.flowfoundry.evaluation.fidelity.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.evaluation.method.Boosting;
import org.flowfoundry.evaluation.method.Boosting.Growth;
import org.flowfoundry.training.decision.Forest;
import org.flowfoundry.training.decision.Metrics;
import org.flowfoundry.training.decision.Probabilities;
import org.flowfoundry.training.record.RecordTable;

/**
 * What records are good for: classifiers learn a class from them, or from real ones with them, and are tested on real
 * held-out ones.
 */
final class Utility {

    /** Training records that synthetic ones are added to. */
    static final int MIXED_ROWS = 5_000;

    /** Synthetic records added, as shares of the training records. */
    static final double[] ADDED = {0, 0.5, 1, 2, 4};

    private static final double RARE = 0.05;
    private static final int MOST_TESTED = 15_000;

    private final ClassLabels classes;
    private final TreeFeatures features;
    private final RecordTable training;
    private final float[][] asked;
    private final int[] truth;
    private final boolean[] rare;

    /** @param field that names the class; both tables have records of at least one class */
    Utility(String field, RecordTable training, RecordTable heldOut) {
        this.classes = new ClassLabels(field, training, heldOut);
        this.training = classes.labelled(training, Integer.MAX_VALUE);
        this.features = new TreeFeatures(training, field);
        RecordTable tested = classes.labelled(heldOut, MOST_TESTED);
        this.asked = features.of(tested);
        this.truth = classes.of(tested);
        this.rare = rare();
    }

    /** Classes that less than a share of training records have, and held-out ones have, too; else the least frequent. */
    private boolean[] rare() {
        double[] shares = new double[classes.count()];
        int[] labels = classes.of(training);
        Arrays.stream(labels).forEach(label -> shares[label] += 1.0 / labels.length);
        int[] tested = Arrays.stream(truth).distinct().toArray();
        double least = Arrays.stream(tested).mapToDouble(k -> shares[k]).min().orElse(0);
        boolean[] rare = new boolean[shares.length];
        Arrays.stream(tested).forEach(k -> rare[k] = shares[k] < RARE || shares[k] == least);
        return rare;
    }

    /** Learns from a candidate alone. */
    List<Measure> alone(RecordTable candidate, long seed) {
        RecordTable labelled = classes.labelled(candidate, Integer.MAX_VALUE);
        if (labelled.rows() == 0 || asked.length == 0) {
            return List.of();
        }
        float[][] rows = features.of(labelled);
        int[] labels = classes.of(labelled);
        return List.of(
                Measure.of(Metric.TSTR_XGBOOST, macroF1(boosted(rows, labels, seed))),
                Measure.of(Metric.TSTR_FOREST, macroF1(forest(rows, labels, seed))));
    }

    /** Learns from training records with ever more of a candidate's, as far as it has so many. */
    List<Measure> mixed(RecordTable candidate, long seed) {
        RecordTable real = classes.labelled(training, MIXED_ROWS);
        RecordTable added = classes.labelled(candidate, Integer.MAX_VALUE);
        float[][] realRows = features.of(real);
        float[][] addedRows = features.of(added);
        int[] realLabels = classes.of(real);
        int[] addedLabels = classes.of(added);
        List<Measure> measures = new ArrayList<>();
        double[] without = new double[2];
        for (double share : ADDED) {
            int more = (int) (share * realRows.length);
            if (more > addedRows.length || asked.length == 0 || realRows.length == 0) {
                break;
            }
            float[][] rows = Stream.concat(Arrays.stream(realRows), Arrays.stream(addedRows, 0, more))
                    .toArray(float[][]::new);
            int[] labels = IntStream.concat(Arrays.stream(realLabels), Arrays.stream(addedLabels, 0, more))
                    .toArray();
            int[] boosted = boosted(rows, labels, seed);
            int[] forest = forest(rows, labels, seed);
            double[] recalls = {rareRecall(boosted), rareRecall(forest)};
            String point = Math.round(100 * share) + " %";
            measures.add(new Measure(Metric.MIXED_XGBOOST, point, macroF1(boosted)));
            measures.add(new Measure(Metric.MIXED_FOREST, point, macroF1(forest)));
            measures.add(new Measure(Metric.RARE_RECALL_XGBOOST, point, recalls[0]));
            measures.add(new Measure(Metric.RARE_RECALL_FOREST, point, recalls[1]));
            if (share == 0) {
                without = recalls;
            } else if (share == 1) {
                measures.add(Measure.of(Metric.RARE_GAIN_XGBOOST, recalls[0] - without[0]));
                measures.add(Measure.of(Metric.RARE_GAIN_FOREST, recalls[1] - without[1]));
            }
        }
        return measures;
    }

    private int[] boosted(float[][] rows, int[] labels, long seed) {
        double[][] probabilities =
                Boosting.probabilities(Growth.MANY_LABELS, rows, labels, classes.count(), asked, seed);
        return Arrays.stream(probabilities).mapToInt(Probabilities::largest).toArray();
    }

    /** Its trees have no way for absent values: they are the least of all. */
    private int[] forest(float[][] rows, int[] labels, long seed) {
        Forest forest = Forest.random(present(rows), labels, classes.count(), seed);
        return Arrays.stream(present(asked))
                .mapToInt(row -> Probabilities.largest(forest.probabilities(row)))
                .toArray();
    }

    private static float[][] present(float[][] rows) {
        float[][] present = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            present[i] = rows[i].clone();
            for (int j = 0; j < present[i].length; j++) {
                present[i][j] = Float.isNaN(present[i][j]) ? -Float.MAX_VALUE : present[i][j];
            }
        }
        return present;
    }

    private double macroF1(int[] decided) {
        return Metrics.macroF1(decided, truth, classes.count());
    }

    private double rareRecall(int[] decided) {
        double sum = 0;
        int rareClasses = 0;
        for (int k = 0; k < rare.length; k++) {
            int found = 0;
            int all = 0;
            for (int i = 0; i < truth.length && rare[k]; i++) {
                all += truth[i] == k ? 1 : 0;
                found += truth[i] == k && decided[i] == k ? 1 : 0;
            }
            sum += all == 0 ? 0 : found / (double) all;
            rareClasses += all == 0 ? 0 : 1;
        }
        return rareClasses == 0 ? Double.NaN : sum / rareClasses;
    }
}
