package org.flowfoundry.features.graph;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.features.WindowLength;

/** Flows with the window each starts in and the vertex ids of itself and its two hosts. */
final class WindowedFlows {

    private WindowedFlows() {}

    /** Leaves out flows without a start or an address: they have no place in the graph. */
    static Dataset<Row> of(Dataset<Row> flows, WindowLength length) {
        Column start = unix_micros(col("flow_start"));
        return flows.where(col("flow_start")
                        .isNotNull()
                        .and(col("source_address").isNotNull())
                        .and(col("destination_address").isNotNull()))
                .withColumn("start", start)
                .withColumn("window", start.minus(pmod(start, lit(length.micros()))))
                .withColumn("flow_id", flowId())
                .withColumn("source_id", hostId("source_address"))
                .withColumn("destination_id", hostId("destination_address"));
    }

    /** Adds date, window_start and window_seconds, which the tables have, to rows with a window. */
    static Dataset<Row> dated(Dataset<Row> rows, WindowLength length) {
        return rows.withColumn("window_start", timestamp_micros(col("window")))
                .withColumn("date", to_date(col("window_start")))
                .withColumn("window_seconds", lit((int) length.seconds()).cast(DataTypes.IntegerType));
    }

    private static Column hostId(String address) {
        return xxhash64(lit("host"), col("domain"), col("window"), col(address));
    }

    /** A record that was split into two one-way flows has its lineage twice, with its ends swapped. */
    private static Column flowId() {
        return xxhash64(
                lit("flow"),
                col("domain"),
                col("source_file"),
                col("source_record"),
                col("source_address"),
                col("destination_address"),
                col("source_port"),
                col("destination_port"));
    }
}
