package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Map;
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
 * @param surprises of these windows; null where there are none
 */
record Validation(Map<String, Double> metrics, SurpriseTable surprises) {

    private static final long MOST_WINDOWS = 100_000;
    private static final long PARTS = 1_000_000;

    static Validation of(LoadedModel model, Dataset<Row> series, Dataset<Row> labels, int partitions) {
        long windows = series.count();
        if (windows == 0) {
            return new Validation(Map.of(), null);
        }
        Column drawn = pmod(xxhash64(col("domain"), col("host")), lit(PARTS)).lt(lit(PARTS * MOST_WINDOWS / windows));
        Dataset<Row> some = windows <= MOST_WINDOWS ? series : series.where(drawn);
        if (some.isEmpty()) {
            return new Validation(Map.of(), null);
        }
        try (ModelAtWork atWork = ModelAtWork.on(series.sparkSession(), model)) {
            Dataset<Row> scores = atWork.scores(some, partitions)
                    .select("domain", "host", "window_start", ModelAtWork.SCORE)
                    .cache();
            try {
                return new Validation(metrics(model.head().classes(), scores, labels), ModelAtWork.surprises(scores));
            } finally {
                scores.unpersist();
            }
        }
    }

    private static Map<String, Double> metrics(List<String> classes, Dataset<Row> scores, Dataset<Row> labels) {
        List<Row> rows = scores.join(labels.drop("date"), new String[] {"domain", "host", "window_start"})
                .where(col("label").isin(classes.toArray()))
                .select("label", ModelAtWork.SCORE + ".prediction", ModelAtWork.SCORE + ".probabilities")
                .collectAsList();
        if (rows.isEmpty()) {
            return Map.of();
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
        return Metrics.of(probabilities, decided, actual).named("validation_hosts_");
    }
}
