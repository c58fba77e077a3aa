package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.when;

import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Host windows labelled by what comes next: whether the bytes of the host's next active window, both directions, lie above
 * the 95th percentile of that host's own windows in the time that may be learned from. Hosts with fewer than 20 windows in
 * that time, and a host's last window, are not labelled.
 */
final class CongestionLabels {

    static final String CONGESTION = "congestion";

    private static final double PERCENTILE = 0.95;
    private static final int ACCURACY = 1_000;
    private static final int LEAST_WINDOWS = 20;

    private CongestionLabels() {}

    static Dataset<Row> of(LabelRequest request) {
        Dataset<Row> windows = request.windows()
                .select(
                        col("domain"),
                        col("date"),
                        col("host"),
                        col("window_start"),
                        coalesce(col("bytes_in"), lit(0L))
                                .plus(coalesce(col("bytes_out"), lit(0L)))
                                .as("bytes"));
        Column inTime = request.trainedBefore() == null
                ? lit(true)
                : col("window_start").lt(lit(Timestamp.from(request.trainedBefore())));
        Dataset<Row> limits = windows.where(inTime)
                .groupBy("domain", "host")
                .agg(
                        percentile_approx(col("bytes"), lit(PERCENTILE), lit(ACCURACY))
                                .as("limit"),
                        count(lit(1)).as("windows"))
                .where(col("windows").geq(LEAST_WINDOWS))
                .drop("windows");
        WindowSpec inOrder = Window.partitionBy("domain", "host").orderBy("window_start");
        return windows.withColumn("next_bytes", lead(col("bytes"), 1).over(inOrder))
                .where(col("next_bytes").isNotNull())
                .join(limits, new String[] {"domain", "host"})
                .withColumn(
                        "label",
                        when(col("next_bytes").gt(col("limit")), CONGESTION).otherwise(Task.OTHER))
                .select("domain", "date", "host", "window_start", "label");
    }
}
