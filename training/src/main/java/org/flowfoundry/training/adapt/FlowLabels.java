package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.TrainingErrors;

/**
 * Host windows labelled by the host's flows: of the class looked for where a flow with such a label has the host at either
 * end, else of the other class. A window in which no flow of its domain has a label is not labelled: nothing is known then.
 */
final class FlowLabels {

    private static final int LABELS_NAMED = 20;

    private final String task;
    private final FlowRule rule;

    FlowLabels(String task, FlowRule rule) {
        this.task = task;
        this.rule = rule;
    }

    Dataset<Row> of(LabelRequest request) {
        Dataset<Row> labelled = request.lake()
                .read(IngestTables.FLOWS, withDayBefore(request))
                .where(col("label").isNotNull())
                .withColumn("positive", rule.matches(col("label")));
        requirePositives(labelled, request);
        Dataset<Row> placed = request.series().placed(labelled);
        Dataset<Row> known = placed.select("domain", "window").distinct();
        Dataset<Row> touched = placed.where(col("positive"))
                .select(
                        col("domain"),
                        col("window"),
                        explode(array(col("source_address"), col("destination_address")))
                                .as("host"))
                .distinct()
                .withColumn("touched", lit(true));
        return request.windows()
                .select("domain", "date", "host", "window_start")
                .withColumn("window", unix_micros(col("window_start")))
                .join(broadcast(known), names("domain", "window"), "left_semi")
                .join(touched, names("domain", "host", "window"), "left")
                .withColumn(
                        "label",
                        when(coalesce(col("touched"), lit(false)), task).otherwise(Task.OTHER))
                .select("domain", "date", "host", "window_start", "label");
    }

    /** A long flow of the day before may reach into the first date asked for. */
    private static PartitionRange withDayBefore(LabelRequest request) {
        PartitionRange range = request.range();
        return range.from() == null
                ? range
                : new PartitionRange(range.domains(), range.from().minusDays(1), range.to());
    }

    private void requirePositives(Dataset<Row> labelled, LabelRequest request) {
        if (!labelled.where(col("positive")).isEmpty()) {
            return;
        }
        List<String> labels = labelled
                .groupBy("label")
                .agg(count(lit(1)).as("flows"))
                .orderBy(desc("flows"), col("label"))
                .limit(LABELS_NAMED)
                .collectAsList()
                .stream()
                .map(row -> "'" + row.getString(0) + "' (" + row.getLong(1) + " flows)")
                .toList();
        throw labels.isEmpty()
                ? TrainingErrors.noLabelledFlows(request.asked())
                : TrainingErrors.noPositiveFlows(task, request.asked(), labels);
    }

    private static String[] names(String... names) {
        return names;
    }
}
