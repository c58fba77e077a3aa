package org.flowfoundry.app.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.fidelity.FidelityJob;
import org.flowfoundry.evaluation.fidelity.FidelityOptions;
import org.flowfoundry.evaluation.fidelity.SyntheticFlows;
import org.flowfoundry.evaluation.fidelity.report.FidelityStudy;
import org.flowfoundry.training.record.RecordSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A network of 400 flows, and 200 "synthetic" ones that are its own but for the port. */
@ExtendWith(WithSpark.class)
class SyntheticReportTest {

    private static final int FLOWS = 400;
    private static final Instant START = Instant.parse("2026-03-10T08:00:00Z");

    @TempDir
    Path folder;

    private final HtmlPage page = new HtmlPage("A report");

    @Test
    void realAndSyntheticStandSideBySide(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        Dataset<Row> real = flows(spark);
        lake.replace(IngestTables.FLOWS, real, PartitionRange.ALL, TableFormat.DELTA);
        lake.replace(
                SyntheticTables.FLOWS,
                real.where("source_record % 2 = 0")
                        .withColumn("destination_port", lit(8_080))
                        .withColumn("generator", lit("copies"))
                        .withColumn("version", lit("v1"))
                        .withColumn("run", lit("one"))
                        .select(Stream.of(SyntheticTables.FLOWS.schema().fieldNames())
                                .map(name -> col(name))
                                .toArray(org.apache.spark.sql.Column[]::new)),
                PartitionRange.ALL,
                TableFormat.DELTA);

        new SyntheticReport(lake, page).compared(study(spark));

        assertThat(page.html())
                .contains("Synthetic flows beside real ones", "200 flows like the 400 of the network office")
                .contains("<td>C2ST AUC</td><td class=\"n\">", "<td>DCR share</td>", "<td>broken rules</td>")
                .contains("<td>copies</td><td class=\"n\">0.00</td><td class=\"n\">0.00</td>")
                .contains(
                        "<td>443</td><td class=\"n\">0.6",
                        "<td>8080</td><td class=\"n\">0.00</td><td class=\"n\">1.00</td>")
                .doesNotContain("NaN");
        assertThat(page.html().split("<svg", -1)).hasSize(4);
    }

    @Test
    void whyThereAreNoneIsSaid(SparkSession spark) {
        new SyntheticReport(Lake.open(spark, folder.toString()), page)
                .refused("office", "The flows were not published: 12 % are copies.");

        assertThat(page.html())
                .contains(
                        "Synthetic flows beside real ones", "none are in the lake. The flows were not published: 12 %")
                .doesNotContain("<svg", "C2ST");
    }

    private FidelityStudy study(SparkSession spark) {
        FidelityOptions options = new FidelityOptions(
                folder.toString(),
                FidelityOptions.FLOWS,
                "office",
                SyntheticFlows.ALL,
                new FidelityOptions.Real(new RecordSplit(0.3, 5), List.of(), Set.of(), null, false),
                200,
                false,
                1,
                new FidelityOptions.Output(null, "./flowfoundry demo"));
        return FidelityJob.run(spark, options, Progress.SILENT).study();
    }

    private static Dataset<Row> flows(SparkSession spark) {
        Random random = new Random(3);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            boolean isWeb = random.nextInt(3) > 0;
            long packets = 1 + random.nextInt(30);
            Map<String, Object> flow = new HashMap<>();
            flow.put("domain", "office");
            flow.put("date", Date.valueOf(LocalDate.parse("2026-03-10")));
            flow.put("flow_start", Timestamp.from(START.plusSeconds(60L * i)));
            flow.put("source_address", "192.168.0." + (1 + random.nextInt(40)));
            flow.put("destination_address", isWeb ? "8.8.4.4" : "192.168.0.99");
            flow.put("source_port", 40_000 + random.nextInt(20_000));
            flow.put("destination_port", isWeb ? 443 : 53);
            flow.put("protocol", isWeb ? 6 : 17);
            flow.put("packets", packets);
            flow.put("bytes", packets * (60 + random.nextInt(1_000)));
            flow.put("source_file", "sample");
            flow.put("source_record", (long) i);
            flow.put("quality_flags", 0);
            rows.add(RowFactory.create(Stream.of(IngestTables.FLOWS.schema().fieldNames())
                    .map(flow::get)
                    .toArray()));
        }
        return spark.createDataFrame(rows, IngestTables.FLOWS.schema());
    }
}
