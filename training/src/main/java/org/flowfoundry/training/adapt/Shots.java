package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.decision.Examples;

/**
 * The few labels that are learned from. Every method that is compared takes them from here, and so gets the same ones.
 *
 * @param classes names of the classes in order; of two, the second is the one looked for
 * @param shots the windows, class by class
 * @param available per class how many windows could have been drawn
 */
public record Shots(List<String> classes, List<Shot> shots, List<Long> available) {

    /** More labels of a class than these change nothing, but take time and memory. */
    public static final int MOST = 10_000;

    /** Without a limit by the user: as many of each class as there are, at most {@link #MOST}. */
    public static final int ALL = Integer.MAX_VALUE;

    private static final int MOST_CLASSES = 100;

    /** So that ten labels are not one host's; only a class with few hosts takes more of each. */
    private static final int WINDOWS_PER_HOST = 3;

    /** What is ordinary goes first of two classes. */
    private static final String ORDINARY = "(?i)other|benign|normal|background|none|no|false|0";

    public Shots {
        classes = List.copyOf(classes);
        shots = List.copyOf(shots);
        available = List.copyOf(available);
    }

    /**
     * Draws windows of each class: at random among the first three of each host, then, if these are too few, more of each.
     *
     * @param labelled domain, host, window_start, label: only what may be learned from
     * @param shots windows per class, at most {@link #MOST}, or {@link #ALL}
     */
    public static Shots draw(Dataset<Row> labelled, String task, int shots, long seed) {
        List<Row> counts = labelled
                .groupBy("label")
                .agg(
                        count(lit(1)).as("windows"),
                        count_distinct(col("domain"), col("host")).as("hosts"))
                .limit(MOST_CLASSES + 1)
                .collectAsList()
                .stream()
                .sorted(inOrder())
                .toList();
        check(counts, task, shots);
        Dataset<Row> ranked = ranked(labelled, seed).cache();
        try {
            List<Shot> drawn = new ArrayList<>();
            for (int label = 0; label < counts.size(); label++) {
                drawn.addAll(of(ranked, counts.get(label).getString(0), label, Math.min(shots, MOST)));
            }
            return new Shots(
                    counts.stream().map(row -> row.getString(0)).toList(),
                    drawn,
                    counts.stream().map(row -> row.getLong(1)).toList());
        } finally {
            ranked.unpersist();
        }
    }

    /** The shots with what is known of each: rows of features in their order. */
    Examples examples(float[][] features) {
        return new Examples(
                classes,
                features,
                shots.stream().mapToInt(Shot::label).toArray(),
                shots.stream().map(shot -> shot.domain() + " " + shot.host()).toList());
    }

    /** How many were drawn of each class, by its name. */
    Map<String, Long> drawn() {
        Map<String, Long> drawn = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            int label = k;
            drawn.put(
                    classes.get(k),
                    shots.stream().filter(shot -> shot.label() == label).count());
        }
        return drawn;
    }

    /** How many there were to draw from, by the name of the class. */
    Map<String, Long> availableByClass() {
        Map<String, Long> byClass = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            byClass.put(classes.get(k), available.get(k));
        }
        return byClass;
    }

    private static Comparator<Row> inOrder() {
        Comparator<Row> ordinaryFirst =
                Comparator.comparing(row -> !row.getString(0).matches(ORDINARY));
        return ordinaryFirst.thenComparing(row -> row.getString(0));
    }

    private static void check(List<Row> counts, String task, int shots) {
        List<String> names = counts.stream()
                .map(row ->
                        row.getLong(1) + " windows of " + row.getLong(2) + " hosts labelled '" + row.getString(0) + "'")
                .toList();
        if (counts.size() > MOST_CLASSES) {
            throw TrainingErrors.tooManyClasses(task, MOST_CLASSES);
        }
        if (counts.size() < 2) {
            throw TrainingErrors.oneClassOnly(task, names);
        }
        if (shots != ALL && counts.stream().anyMatch(row -> row.getLong(1) < shots)) {
            throw TrainingErrors.tooFewLabels(task, shots, names);
        }
    }

    /** With the order in which windows are drawn: by round, then by a seeded hash. */
    private static Dataset<Row> ranked(Dataset<Row> labelled, long seed) {
        Column hash = xxhash64(lit(seed), col("domain"), col("host"), col("window"));
        Column rank =
                row_number().over(Window.partitionBy("label", "domain", "host").orderBy("hash", "window"));
        return labelled.withColumn("window", unix_micros(col("window_start")))
                .withColumn("hash", hash)
                .withColumn("rank", rank)
                .withColumn("round", greatest(col("rank"), lit(WINDOWS_PER_HOST)))
                .select("label", "round", "hash", "domain", "host", "window");
    }

    private static List<Shot> of(Dataset<Row> ranked, String name, int label, int shots) {
        return ranked
                .where(col("label").equalTo(name))
                .orderBy(asc("round"), asc("hash"), asc("domain"), asc("host"), asc("window"))
                .limit(shots)
                .collectAsList()
                .stream()
                .map(row -> new Shot(row.getString(3), row.getString(4), row.getLong(5), label))
                .toList();
    }
}
