package org.flowfoundry.evaluation.fidelity.network;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class ResamplingTest {

    private static final int ROWS = 25_000;

    /** Of each flow all columns tell which one it is. */
    private static Dataset<Row> flows(SparkSession spark) {
        return spark.range(ROWS)
                .selectExpr(
                        "'file' AS source_file",
                        "id AS source_record",
                        "CAST(id AS STRING) AS source_address",
                        "CAST(id AS STRING) AS destination_address",
                        "CAST(NULL AS INT) AS source_port",
                        "CAST(id AS INT) AS destination_port",
                        "timestamp_seconds(id) AS flow_start",
                        "1L AS bytes");
    }

    @Test
    void shufflingKeepsEachColumnAndPullsRowsApart(SparkSession spark) {
        Dataset<Row> shuffled = Resampling.shuffled(flows(spark), ROWS, 7)
                .withColumn("second", col("flow_start").cast("long"));
        for (String column : List.of("source_address", "destination_address", "second", "destination_port")) {
            assertThat(shuffled.select(column).distinct().count()).isEqualTo(ROWS);
        }
        assertThat(shuffled.count()).isEqualTo(ROWS);
        // Of a permutation one value stays where it was, whatever its length: one in each of three chunks.
        assertThat(shuffled.filter("source_address = destination_address").count())
                .isLessThan(20);
        assertThat(shuffled.filter("source_address = second").count()).isLessThan(20);
        assertThat(shuffled.filter("destination_address = second").count()).isLessThan(20);
        assertThat(shuffled.filter("destination_address = destination_port").count())
                .isLessThan(20);
    }

    @Test
    void aFlowIsDrawnAsOftenAsWithReplacement(SparkSession spark) {
        Dataset<Row> times = Resampling.bootstrap(flows(spark), 7)
                .groupBy("source_address", "destination_address", "flow_start")
                .agg(count(lit(1)).as("times"));
        double none = 1 - times.count() / (double) ROWS;
        assertThat(none).isEqualTo(Math.exp(-1), within(0.015));
        assertThat(times.filter("times = 1").count() / (double) ROWS).isEqualTo(Math.exp(-1), within(0.015));
        assertThat(times.filter("times = 3").count() / (double) ROWS).isEqualTo(Math.exp(-1) / 6, within(0.01));
        assertThat(times.filter("source_address <> destination_address").count())
                .isZero();
    }

    @Test
    void theClusterChangesNothing(SparkSession spark) {
        Dataset<Row> flows = flows(spark);
        Dataset<Row> elsewhere = flows.repartition(7, col("bytes"), col("source_address"));
        assertThat(Resampling.shuffled(elsewhere, ROWS, 7)
                        .exceptAll(Resampling.shuffled(flows, ROWS, 7))
                        .isEmpty())
                .isTrue();
        assertThat(Resampling.bootstrap(elsewhere, 7)
                        .exceptAll(Resampling.bootstrap(flows, 7))
                        .isEmpty())
                .isTrue();
        assertThat(Resampling.bootstrap(flows, 8)
                        .exceptAll(Resampling.bootstrap(flows, 7))
                        .isEmpty())
                .isFalse();
    }
}
