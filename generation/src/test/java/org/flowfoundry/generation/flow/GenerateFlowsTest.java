package org.flowfoundry.generation.flow;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.generation.diffusion.SamplingPlan;
import org.flowfoundry.generation.flow.FlowGeneratorOptions.Counting;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.record.RecordSplit;
import org.flowfoundry.training.registry.ModelRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class GenerateFlowsTest {

    private static final StructType SCHEMA = IngestTables.FLOWS.schema();
    private static final Instant START = Instant.parse("2026-03-10T08:00:00Z");
    private static final int FLOWS = 1_500;

    @TempDir
    static Path folder;

    private static Lake lake;

    @BeforeAll
    static void lake(SparkSession spark) {
        lake = Lake.open(spark, folder.resolve("lake").toString());
        Random random = new Random(3);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            rows.add(flow("office", i, random));
        }
        rows.add(flow("tiny", FLOWS, random));
        lake.replace(IngestTables.FLOWS, spark.createDataFrame(rows, SCHEMA), PartitionRange.ALL, TableFormat.DELTA);
        train(spark, "office", "flows-office");
    }

    /** Web and name traffic of forty hosts; an attacker scans. */
    private static Row flow(String domain, int number, Random random) {
        boolean isScan = number % 10 == 0;
        boolean isWeb = random.nextInt(3) > 0;
        long packets = isScan ? 1 : 2 + random.nextInt(30);
        Map<String, Object> flow = new HashMap<>();
        flow.put("domain", domain);
        flow.put("date", Date.valueOf(LocalDate.parse("2026-03-10")));
        flow.put("flow_start", Timestamp.from(START.plusSeconds(20L * number)));
        flow.put("source_address", isScan ? "192.168.0.66" : "192.168.0." + (1 + random.nextInt(40)));
        flow.put("destination_address", isWeb ? "8.8.4." + random.nextInt(6) : "192.168.0.1");
        flow.put("source_port", 40_000 + random.nextInt(20_000));
        flow.put("destination_port", isWeb || isScan ? 443 : 53);
        flow.put("protocol", isWeb || isScan ? 6 : 17);
        flow.put("tcp_flags", isScan ? 2 : isWeb ? 27 : 0);
        flow.put("packets", packets);
        flow.put("bytes", packets * (isScan ? 44 : 60 + random.nextInt(1_000)));
        flow.put("duration_ms", isScan ? 0L : (long) random.nextInt(30_000));
        flow.put("label", isScan ? "Scan" : "Benign");
        flow.put("source_file", "sample");
        flow.put("source_record", (long) number);
        flow.put("quality_flags", 0);
        Object[] values = new Object[SCHEMA.length()];
        for (StructField field : SCHEMA.fields()) {
            values[SCHEMA.fieldIndex(field.name())] = flow.get(field.name());
        }
        return RowFactory.create(values);
    }

    private static FlowGeneratorOptions training(String domain, String name) {
        return new FlowGeneratorOptions(
                lake.uri(),
                PartitionRange.ALL,
                domain,
                name,
                new DenoiserConfig(64, 2, 0),
                new FlowGeneratorOptions.Data(List.of(), new RecordSplit(0.3, 5), Counting.ALL, 1_000, 2),
                new TrainingPlan(
                        1_200,
                        1,
                        128,
                        1,
                        1,
                        new Optimization(3e-3, 0.05, 20, 0.01, 0.98, 1, 0.98),
                        Synchronization.gradients(),
                        0,
                        2,
                        0,
                        0,
                        new Resources(0, 1, 120)),
                Begin.NEW);
    }

    private static void train(SparkSession spark, String domain, String name) {
        FlowGeneratorTraining.run(lake, training(domain, name), Progress.SILENT);
    }

    private static GenerateFlowsOptions rows(long rows, String as, Map<String, String> conditions, String balance) {
        return rows(rows, as, conditions, balance, false);
    }

    private static GenerateFlowsOptions rows(
            long rows, String as, Map<String, String> conditions, String balance, boolean novel) {
        return new GenerateFlowsOptions(
                lake.uri(),
                "flows-office",
                rows,
                as,
                null,
                null,
                conditions,
                balance,
                novel,
                SamplingPlan.ANCESTRAL,
                9);
    }

    private static Dataset<Row> made(String domain) {
        return lake.read(SyntheticTables.FLOWS, new PartitionRange(List.of(domain), null, null));
    }

    private static long count(Dataset<Row> rows, String condition) {
        return rows.where(condition).count();
    }

    @Test
    void flowsAreLikeTheNetworksAndNobodys(SparkSession spark) {
        GenerateFlowsResult result = GenerateFlowsJob.run(
                spark, rows(3_000, "alike", Map.of(), null), PublicationGate.OPEN, Progress.SILENT);
        Dataset<Row> made = made("alike").cache();
        assertThat(result.rows()).isEqualTo(3_000);
        assertThat(made.count()).isEqualTo(3_000);
        assertThat(count(made, "packets >= 1 and bytes between 40 * packets and 1500 * packets"))
                .isEqualTo(3_000);
        assertThat(count(made, "protocol = 17 and tcp_flags <> 0")).isZero();
        assertThat(count(made, "label = 'Scan'") / 3_000.0).isBetween(0.03, 0.2);
        // Drawn apart from each other, label and flags would disagree in a sixth of the flows.
        assertThat(count(made, "(label = 'Scan') <> (tcp_flags = 2)") / 3_000.0).isLessThan(0.03);
        assertThat(count(made, "source_address rlike '^10\\\\.' and destination_address rlike '^(10|172\\\\.16)\\\\.'"))
                .isEqualTo(3_000);
        assertThat(count(made, "to_date(flow_start) = date and hour(flow_start) between 8 and 16"))
                .isEqualTo(3_000);
        assertThat(count(made, "unix_millis(flow_end) - unix_millis(flow_start) = duration_ms"))
                .isEqualTo(3_000);
        assertThat(made.select("source_address").distinct().count()).isBetween(10L, 60L);
        assertThat(made.select("generator", "version", "run").distinct().collectAsList())
                .containsExactly(RowFactory.create("flows-office", "v1", result.run()));
    }

    @Test
    void aRunThatIsRepeatedGivesTheSameRowsInTheirPlace(SparkSession spark) {
        GenerateFlowsOptions options = rows(700, "again", Map.of(), null);
        GenerateFlowsJob.run(spark, options, PublicationGate.OPEN, Progress.SILENT);
        List<Row> first = made("again").drop("run").orderBy("source_record").collectAsList();
        GenerateFlowsJob.run(spark, options, PublicationGate.OPEN, Progress.SILENT);
        assertThat(made("again").drop("run").orderBy("source_record").collectAsList())
                .isEqualTo(first)
                .hasSize(700);
    }

    @Test
    void conditionsAndBalanceHold(SparkSession spark) {
        GenerateFlowsJob.run(
                spark, rows(300, "scans", Map.of("label", "Scan"), null), PublicationGate.OPEN, Progress.SILENT);
        assertThat(count(made("scans"), "label = 'Scan'")).isEqualTo(300);
        GenerateFlowsJob.run(spark, rows(300, "balanced", Map.of(), "label"), PublicationGate.OPEN, Progress.SILENT);
        assertThat(count(made("balanced"), "label = 'Scan'")).isBetween(149L, 151L);
    }

    @Test
    void classesComeAsOftenAsTheyWereLearned(SparkSession spark) {
        GenerateFlowsJob.run(spark, rows(2_000, "shares", Map.of(), null), PublicationGate.OPEN, Progress.SILENT);
        double learned = FlowGenerator.read(new ModelRegistry(lake).resolve("flows-office"))
                        .description()
                        .classes()
                        .get(2)
                / (0.7 * 0.95 * FLOWS);
        assertThat(count(made("shares"), "label = 'Scan'") / 2_000.0).isCloseTo(learned, within(0.01));
    }

    /** With ports and times no record comes twice anyway: what is asked here is that the flows are read and all rows come. */
    @Test
    void novelRecordsAreAsManyAsWereAskedFor(SparkSession spark) {
        GenerateFlowsJob.run(spark, rows(2_000, "novel", Map.of(), null, true), PublicationGate.OPEN, Progress.SILENT);
        assertThat(made("novel").count()).isEqualTo(2_000);
    }

    @Test
    void whatTheGateRefusesIsNotWritten(SparkSession spark) {
        GenerateFlowsJob.run(spark, rows(200, "refused", Map.of(), null), PublicationGate.OPEN, Progress.SILENT);
        PublicationGate closed = (synthetic, terms) -> {
            assertThat(synthetic.where(col("label").isNotNull()).count()).isEqualTo(500);
            assertThat(terms.split()).isEqualTo(new RecordSplit(0.3, 5));
            return List.of("12 % are copies");
        };
        GenerateFlowsOptions more = rows(500, "refused", Map.of(), null);
        assertThatThrownBy(() -> GenerateFlowsJob.run(spark, more, closed, Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The flows were not published: 12 % are copies")
                .hasMessageContaining("--accept-risk");
        assertThat(made("refused").count()).isEqualTo(200);
    }

    @Test
    void whatNoFlowHasTogetherIsAnErrorAndNothingIsWritten(SparkSession spark) {
        GenerateFlowsOptions impossible = rows(200, "impossible", Map.of("label", "Scan", "protocol", "17"), null);
        assertThatThrownBy(() -> GenerateFlowsJob.run(spark, impossible, PublicationGate.OPEN, Progress.SILENT))
                .hasStackTraceContaining("No flow has all that --condition or --balance asks for");
        assertThat(made("impossible").count()).isZero();
    }

    @Test
    void aGeneratorThatIsThereMustNotKnowWhatIsWithheld(SparkSession spark) {
        FlowGeneratorOptions usual = training("office", "flows-office");
        FlowGeneratorOptions.Data data = new FlowGeneratorOptions.Data(
                List.of("source_port"), usual.data().split(), Counting.ALL, 1_000, 2);
        FlowGeneratorOptions withheld = new FlowGeneratorOptions(
                usual.lake(),
                usual.range(),
                usual.domain(),
                usual.name(),
                usual.model(),
                data,
                usual.training(),
                Begin.NEW);
        assertThatThrownBy(() -> GenerateFlows.run(
                        spark, withheld, false, rows(10, null, Map.of(), null), PublicationGate.OPEN, Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has learned source_port, which --withhold leaves out")
                .hasMessageContaining("--retrain");
    }

    @Test
    void badInputIsAnswered(SparkSession spark) {
        assertThatThrownBy(() -> GenerateFlowsJob.run(
                        spark, rows(10, null, Map.of("label", "Scam"), null), PublicationGate.OPEN, Progress.SILENT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("No record that the generator learned from has label=Scam")
                .hasMessageContaining("Did you mean Scan?");
        assertThatThrownBy(() -> GenerateFlowsJob.run(
                        spark, rows(10, null, Map.of("lable", "Scan"), null), PublicationGate.OPEN, Progress.SILENT))
                .hasMessageContaining("no field 'lable'")
                .hasMessageContaining("label");
        assertThatThrownBy(() -> rows(0, null, Map.of(), null)).hasMessageStartingWith("--rows 0: it must be 1 to");
        assertThatThrownBy(() -> train(spark, "nowhere", "none"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no flows of domain 'nowhere'")
                .hasMessageContaining("office");
        assertThatThrownBy(() -> train(spark, "tiny", "few"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("records that a generator may learn from, fewer than 50");
    }
}
