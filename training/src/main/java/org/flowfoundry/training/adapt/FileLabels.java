package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.TrainingErrors;

/**
 * Host windows labelled by a file: a row of it with a window_start labels the window that this time lies in, one without
 * labels all windows of its host that have no label of their own.
 */
final class FileLabels {

    private static final int HOSTS_NAMED = 5;

    private final String task;

    FileLabels(String task) {
        this.task = task;
    }

    Dataset<Row> of(LabelRequest request) {
        if (request.file() == null) {
            throw TrainingErrors.taskNeedsLabels(task);
        }
        LabelFile file = LabelFile.read(request.lake().spark(), request.file(), task);
        String[] host = file.keys().contains("domain") ? new String[] {"domain", "host"} : new String[] {"host"};
        String[] window = Stream.concat(Stream.of(host), Stream.of("window")).toArray(String[]::new);
        Dataset<Row> labels = file.rows().withColumn("window", windowOf(file, request));
        Dataset<Row> labelled = request.windows()
                .select("domain", "date", "host", "window_start")
                .withColumn("window", unix_micros(col("window_start")))
                .join(distinct(labels.where(col("window").isNull()), "of_host", host), host, "left")
                .join(distinct(labels.where(col("window").isNotNull()), "of_window", window), window, "left")
                .withColumn("label", coalesce(col("of_window"), col("of_host")))
                .where(col("label").isNotNull())
                .select("domain", "date", "host", "window_start", "label");
        requireMatches(labelled, file);
        return labelled;
    }

    private static Column windowOf(LabelFile file, LabelRequest request) {
        if (!file.keys().contains("window_start")) {
            return lit(null).cast("bigint");
        }
        Column micros = unix_micros(col("window_start"));
        return micros.minus(pmod(micros, lit(request.windowSeconds() * 1_000_000L)));
    }

    /** One row per key, though several times may lie in one window; the file's rows of one key agree. */
    private static Dataset<Row> distinct(Dataset<Row> labels, String label, String[] keys) {
        Column[] columns = Stream.concat(
                        Stream.of(keys).map(key -> col(key)),
                        Stream.of(col("label").as(label)))
                .toArray(Column[]::new);
        return labels.select(columns).dropDuplicates(keys);
    }

    private static void requireMatches(Dataset<Row> labelled, LabelFile file) {
        if (labelled.isEmpty()) {
            List<String> hosts = file.rows().select("host").distinct().limit(HOSTS_NAMED).collectAsList().stream()
                    .map(row -> row.getString(0))
                    .toList();
            throw TrainingErrors.labelsOfOtherHosts(file.path(), hosts.isEmpty() ? List.of("no host at all") : hosts);
        }
    }
}
