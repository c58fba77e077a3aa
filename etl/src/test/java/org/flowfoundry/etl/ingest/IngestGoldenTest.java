package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real data end to end, into one lake: what the job counts, the tables hold, and is known of the data. */
@ExtendWith(WithSpark.class)
class IngestGoldenTest {

    @TempDir
    Path lake;

    @Test
    void routerFlowsOfNfcapd(SparkSession spark) {
        IngestResult result = ingest(spark, "nfcapd/nfcapd-large-bz2", "nfcapd");

        assertThat(result).isEqualTo(new IngestResult(1, 0, 0, 0, 100_000, 0, 0, 0, 551_025_205L, 417_073_490_515L));
        assertThat(flows(spark)
                        .selectExpr("count(*)", "sum(packets)", "sum(bytes)")
                        .first()
                        .toString())
                .isEqualTo("[100000,551025205,417073490515]");
    }

    @Test
    void zeekLogsOfThreeDays(SparkSession spark) {
        assertThat(ingest(spark, "flows/zeek-background", "auto"))
                .satisfies(result -> assertThat(result.flows()).isEqualTo(105_918))
                .satisfies(result -> assertThat(result.files()).isEqualTo(72));
    }

    @Test
    void labelsOfBotIot(SparkSession spark) {
        assertThat(ingest(spark, "flows/nf-bot-iot-v2", "nf-csv").flows()).isEqualTo(278_781);

        Map<String, Long> labels = flows(spark).groupBy("label").count().collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
        assertThat(labels)
                .isEqualTo(Map.of(
                        "DoS", 167_004L, "DDoS", 84_552L, "Reconnaissance", 25_907L, "Benign", 1_285L, "Theft", 33L));
    }

    private IngestResult ingest(SparkSession spark, String data, String format) {
        IngestOptions options = IngestOptions.builder(
                        List.of(SharedData.path(data).toString()), "golden", lake.toString())
                .format(format)
                .date(LocalDate.of(2018, 6, 1))
                .build();
        return IngestJob.run(spark, options, Progress.SILENT);
    }

    private Dataset<Row> flows(SparkSession spark) {
        return Lake.open(spark, lake.toString()).read(IngestTables.FLOWS);
    }
}
