package org.flowfoundry.features.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.randn;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.IngestTables;

/** Synthetic flows for measuring: Zipf-like hosts, 50,000 inside and 500,000 outside, spread evenly over one day. */
final class ZipfFlows {

    private static final long DAY_START_MICROS = 1_773_100_800_000_000L;
    private static final long DAY_MICROS = 86_400_000_000L;

    private ZipfFlows() {}

    static Dataset<Row> of(SparkSession spark, long count, int partitions) {
        Dataset<Row> flows = spark.range(0, count, 1, partitions)
                .toDF("source_record")
                .withColumn("domain", lit("bench"))
                .withColumn(
                        "flow_start",
                        timestamp_micros(lit(DAY_START_MICROS).plus(floor(rand(1).multiply(lit((double) DAY_MICROS))))))
                .withColumn("date", to_date(col("flow_start")))
                .withColumn("duration_ms", floor(exp(randn(2).multiply(2.0).plus(5.0))))
                .withColumn(
                        "flow_end",
                        timestamp_micros(unixMicros().plus(col("duration_ms").multiply(1000))))
                .withColumn("source_address", address("10", zipf(3, 50_000)))
                .withColumn("destination_address", address("198", zipf(4, 500_000)))
                .withColumn(
                        "protocol",
                        when(rand(5).lt(0.6), 6).when(rand(6).lt(0.9), 17).otherwise(1))
                .withColumn("source_port", floor(rand(7).multiply(28_000).plus(32_768)))
                .withColumn("destination_port", when(rand(8).lt(0.7), 443).otherwise(floor(rand(9).multiply(1024))))
                .withColumn("tcp_flags", when(col("protocol").equalTo(6), floor(rand(10).multiply(64))))
                .withColumn("packets", floor(exp(randn(11).plus(2.0))).plus(1))
                .withColumn(
                        "bytes",
                        col("packets").multiply(floor(rand(12).multiply(1400)).plus(40)))
                .withColumn("source_file", lit("bench"))
                .withColumn("quality_flags", lit(0));
        Column[] columns = IngestTables.FLOWS.columns().stream()
                .map(column -> (java.util.List.of(flows.columns()).contains(column.name())
                                ? col(column.name())
                                : lit(null))
                        .cast(column.type())
                        .as(column.name()))
                .toArray(Column[]::new);
        return flows.select(columns);
    }

    private static Column unixMicros() {
        return org.apache.spark.sql.functions.unix_micros(col("flow_start"));
    }

    /** Ranks with density falling as 1 / rank. */
    private static Column zipf(int seed, int hosts) {
        return floor(exp(rand(seed).multiply(lit(Math.log(hosts))))).minus(1).cast("long");
    }

    private static Column address(String first, Column rank) {
        return concat(
                lit(first + "."),
                rank.divide(lit(65_536)).cast("int").cast("string"),
                lit("."),
                rank.divide(lit(256)).cast("int").bitwiseAND(lit(255)).cast("string"),
                lit("."),
                rank.mod(lit(256)).cast("string"));
    }
}
