package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.decision.Metrics;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.score.ModelAtWork;
import org.flowfoundry.training.score.SurpriseTable;

/**
 * An adapted model on the windows of validation hosts, of which at most about 100,000 are read.
 *
 * @param metrics with the labels of these windows; empty where there are none
 * @param warning that it does no better than chance; null where it does, or where that could not be told
 * @param surprises of these windows; null where there are none
 */
record Validation(Map<String, Double> metrics, String warning, SurpriseTable surprises) {

    private static final long MOST_WINDOWS = 100_000;
    private static final long PARTS = 1_000_000;
    private static final Validation NONE = new Validation(Map.of(), null, null);

    static Validation of(LoadedModel model, Dataset<Row> series, Dataset<Row> labels, int partitions) {
        long windows = series.count();
        if (windows == 0) {
            return NONE;
        }
        Column drawn = pmod(xxhash64(col("domain"), col("host")), lit(PARTS)).lt(lit(PARTS * MOST_WINDOWS / windows));
        Dataset<Row> some = windows <= MOST_WINDOWS ? series : series.where(drawn);
        if (some.isEmpty()) {
            return NONE;
        }
        try (ModelAtWork atWork = ModelAtWork.on(series.sparkSession(), model)) {
            Dataset<Row> scores = atWork.scores(some, partitions)
                    .select("domain", "host", "window_start", ModelAtWork.SCORE)
                    .cache();
            try {
                return of(model.head().classes(), scores, labels, ModelAtWork.surprises(scores));
            } finally {
                scores.unpersist();
            }
        }
    }

    private static Validation of(
            List<String> classes, Dataset<Row> scores, Dataset<Row> labels, SurpriseTable surprises) {
        List<Row> rows = scores.join(labels.drop("date"), new String[] {"domain", "host", "window_start"})
                .where(col("label").isin(classes.toArray()))
                .select(
                        col("label"),
                        col(ModelAtWork.SCORE + ".prediction"),
                        col(ModelAtWork.SCORE + ".probabilities"),
                        concat_ws(" ", col("domain"), col("host")))
                // So that a run that is repeated comes to the same.
                .sort("domain", "host", "window_start")
                .collectAsList();
        if (rows.isEmpty()) {
            return new Validation(Map.of(), null, surprises);
        }
        int[] actual = new int[rows.size()];
        int[] decided = new int[rows.size()];
        double[][] probabilities = new double[rows.size()][classes.size()];
        for (int i = 0; i < actual.length; i++) {
            Row row = rows.get(i);
            actual[i] = classes.indexOf(row.getString(0));
            decided[i] = classes.indexOf(row.getString(1));
            Map<String, Double> byClass = row.getJavaMap(2);
            for (int k = 0; k < classes.size(); k++) {
                probabilities[i][k] = byClass.get(classes.get(k));
            }
        }
        Metrics metrics = Metrics.of(probabilities, decided, actual);
        List<String> hosts = rows.stream().map(row -> row.getString(3)).toList();
        return new Validation(metrics.named("validation_hosts_"), warning(classes, metrics, hosts, actual), surprises);
    }

    /** Of two classes only: how common each of many is, one number does not tell. */
    private static String warning(List<String> classes, Metrics metrics, List<String> hosts, int[] actual) {
        if (classes.size() != 2 || Double.isNaN(metrics.averagePrecision())) {
            return null;
        }
        double chance = Chance.precision(hosts, actual);
        if (metrics.averagePrecision() > chance) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "It is no better than chance: on %d windows of %d validation hosts, %.2g %% of them '%s', the area under its"
                        + " precision-recall curve is %.3f, and random order comes to %.3f with luck. Do not rely on what it"
                        + " decides; give more labels, of more hosts, or adapt another model.",
                metrics.rows(),
                hosts.stream().distinct().count(),
                100.0 * IntStream.of(actual).sum() / actual.length,
                classes.get(1),
                metrics.averagePrecision(),
                chance);
    }
}
