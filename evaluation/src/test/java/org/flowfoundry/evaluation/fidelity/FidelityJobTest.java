package org.flowfoundry.evaluation.fidelity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.fidelity.FidelityOptions.Output;
import org.flowfoundry.evaluation.fidelity.FidelityOptions.Real;
import org.flowfoundry.evaluation.fidelity.metric.Metric;
import org.flowfoundry.evaluation.fidelity.report.Compared;
import org.flowfoundry.evaluation.fidelity.report.FidelityTable;
import org.flowfoundry.evaluation.testing.SampleLake;
import org.flowfoundry.training.record.RecordSplit;
import org.flowfoundry.training.record.RecordTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class FidelityJobTest {

    private static final RecordSplit SPLIT = new RecordSplit(0.4, 7);

    @TempDir
    static Path folder;

    private static Lake lake;

    /** Synthetic flows that are those a generator learned from (copy), or all real ones, each a little changed (fresh). */
    @BeforeAll
    static void lake(SparkSession spark) {
        lake = new SampleLake()
                .domain("office", 900, true, true, "Benign", "DDoS", "Recon")
                .domain("lab", 300, true, true, "Benign")
                .domain("bare", 300, false, false, new String[] {null})
                .domain("unseen", 90, true, true, "Benign")
                .write(spark, folder.resolve("lake"));
        Dataset<Row> office = flows("office");
        Real real = options("office", null, null, null).real();
        Dataset<Row> learned = new FlowSamples(office, real, 1)
                .records()
                .filter(col(FlowSamples.HELD_OUT).equalTo(false))
                .drop(FlowSamples.HELD_OUT, FlowSamples.RECORD);
        Dataset<Row> changed = office.withColumn("bytes", col("bytes").plus(1));
        Dataset<Row> synthetic = made(learned, "copy")
                .union(made(changed, "fresh"))
                .union(made(flows("lab"), "copy"))
                .union(made(flows("bare"), "copy"));
        lake.replace(SyntheticTables.FLOWS, synthetic, PartitionRange.ALL, TableFormat.DELTA);
    }

    private static Dataset<Row> flows(String domain) {
        return lake.read(IngestTables.FLOWS).filter(col("domain").equalTo(domain));
    }

    private static Dataset<Row> made(Dataset<Row> flows, String generator) {
        return flows.withColumn("generator", lit(generator))
                .withColumn("version", lit("v1"))
                .withColumn("run", lit("r1"));
    }

    private static FidelityOptions options(String domain, String generator, String classField, Path report) {
        return new FidelityOptions(
                lake.uri(),
                "flows",
                domain,
                new SyntheticFlows(generator, null, null),
                new Real(SPLIT, List.of(), Set.of(), classField, false),
                500,
                false,
                1,
                new Output(report == null ? null : report.toString(), "./flowfoundry fidelity --kind flows"));
    }

    @Test
    void aCopyIsRefusedAndAllIsWritten(SparkSession spark) throws IOException {
        Path report = folder.resolve("report");
        FidelityOptions options = options("office", "copy", null, report);
        FidelityOptions withBaselines = new FidelityOptions(
                options.lake(),
                "flows",
                options.domain(),
                options.synthetic(),
                options.real(),
                200,
                true,
                1,
                options.output());
        FidelityResult result = FidelityJob.run(spark, withBaselines, Progress.SILENT);
        assertThat(result.risks()).anyMatch(risk -> risk.contains("copy a training record"));
        assertThat(result.study().compared())
                .extracting(Compared::name)
                .containsExactly(
                        "real",
                        "copy",
                        "independent",
                        "chow-liu",
                        "markov",
                        "smotenc",
                        "row-shuffled",
                        "bootstrap",
                        "synthetic");
        assertThat(result.study().named("synthetic").value(Metric.TABLE_COPIES)).isEqualTo(1);
        assertThat(result.study().named("synthetic").value(Metric.TABLE_COPIES_HELD_OUT))
                .isZero();
        assertThat(result.summary()).containsKeys("c2st synthetic", "c2st real", "tstr_xgboost real", "risks");
        List<Row> rows = lake.read(FidelityTable.TABLE)
                .filter(col("domain").equalTo("office").and(col("generator").equalTo("copy")))
                .collectAsList();
        assertThat(rows)
                .extracting(row -> row.getString(row.fieldIndex("version")))
                .containsOnly("any");
        assertThat(rows)
                .extracting(
                        row -> row.getString(row.fieldIndex("method")) + " " + row.getString(row.fieldIndex("metric")))
                .contains(
                        "real c2st",
                        "markov tstr_forest",
                        "synthetic network_jsd",
                        "smotenc membership",
                        "row-shuffled network_wasserstein",
                        "bootstrap network");
        JsonNode json =
                new ObjectMapper().readTree(report.resolve("results.json").toFile());
        assertThat(json.at("/methods/8/method").asText()).isEqualTo("synthetic");
        assertThat(json.at("/methods/6/measures").findValuesAsText("metric"))
                .containsOnly("network", "network_jsd", "network_wasserstein");
        assertThat(json.at("/rows/heldOut").asInt()).isEqualTo(200);
        assertThat(Files.readString(report.resolve("index.html")))
                .contains(
                        "Synthetic flows of office against real ones",
                        "should not be published",
                        "<svg",
                        "destinations per source",
                        "flows by hour of day",
                        "smotenc",
                        "<th>row-shuffled</th>",
                        "./flowfoundry fidelity --kind flows");
        // A second run replaces the first.
        FidelityJob.run(spark, withBaselines, Progress.SILENT);
        assertThat(lake.read(FidelityTable.TABLE)
                        .filter(col("domain")
                                .equalTo("office")
                                .and(col("generator").equalTo("copy")))
                        .count())
                .isEqualTo(rows.size());
    }

    @Test
    void flowsThatAreNoCopiesAreNotRefused(SparkSession spark) {
        FidelityResult result = FidelityJob.run(spark, options("office", "fresh", "label", null), Progress.SILENT);
        assertThat(result.risks()).isEmpty();
        assertThat(result.study().compared()).extracting(Compared::name).containsExactly("real", "synthetic");
        Compared synthetic = result.study().named("synthetic");
        assertThat(synthetic.value(Metric.MEMBERSHIP)).isBetween(0.4, 0.6);
        assertThat(synthetic.value(Metric.TABLE_COPIES)).isLessThan(0.1);
        assertThat(synthetic.value(Metric.TSTR_XGBOOST)).isGreaterThan(0.8);
        assertThat(result.summary()).containsEntry("risks", "").containsEntry("report", null);
    }

    @Test
    void flowsWithoutAddressesTimesAndLabelsAreComparedByTheRest(SparkSession spark) throws IOException {
        Path report = folder.resolve("bare");
        FidelityResult result = FidelityJob.run(spark, options("bare", null, null, report), Progress.SILENT);
        assertThat(result.study().notes()).anyMatch(note -> note.contains("field label has 0 classes"));
        assertThat(result.study().networks().synthetic().statistics()).isEmpty();
        assertThat(result.study().named("synthetic").value(Metric.C2ST)).isFinite();
        assertThat(result.study().named("synthetic").value(Metric.TSTR_XGBOOST)).isNaN();
        assertThat(Files.readString(report.resolve("index.html"))).contains("neither addresses nor times");
    }

    @Test
    void privacyIsCheckedBeforeFlowsAreInATable(SparkSession spark) {
        Real real = options("office", null, null, null).real();
        Dataset<Row> learned = new FlowSamples(flows("office"), real, 1)
                .records()
                .filter(col(FlowSamples.HELD_OUT).equalTo(false));
        assertThat(PrivacyCheck.of(flows("office"), learned, real, 300, 1).risks())
                .anyMatch(risk -> risk.contains("copy a training record"));
        Dataset<Row> changed = flows("office").withColumn("bytes", col("bytes").plus(1));
        assertThat(PrivacyCheck.of(flows("office"), changed, real, 300, 1).risks())
                .isEmpty();
    }

    @Test
    void distinctRecordsAreOne(SparkSession spark) {
        Real once = new Real(SPLIT, List.of(), Set.of(), null, true);
        Real each = new Real(SPLIT, List.of(), Set.of(), null, false);
        long records = new FlowSamples(flows("office"), once, 1).records().count();
        assertThat(records)
                .isLessThan(new FlowSamples(flows("office"), each, 1).records().count());
        assertThat(new FlowSamples(flows("office"), once, 1)
                        .real(false, 1_000)
                        .distinct()
                        .rows())
                .isEqualTo(new FlowSamples(flows("office"), once, 1)
                        .real(false, 1_000)
                        .rows());
    }

    @Test
    void noPartHasARecordOfTheOther(SparkSession spark) {
        FlowSamples samples = new FlowSamples(
                flows("office"), options("office", null, null, null).real(), 1);
        Set<String> training = texts(samples.real(false, 1_000));
        Set<String> heldOut = texts(samples.real(true, 1_000));
        assertThat(training).doesNotContainAnyElementsOf(heldOut).hasSizeGreaterThan(heldOut.size());
        assertThat(samples.real(true, 1_000).rows()).isBetween(240, 480);
    }

    private static Set<String> texts(RecordTable table) {
        return IntStream.range(0, table.rows()).mapToObj(table::text).collect(Collectors.toSet());
    }

    @Test
    void whatIsNotThereIsSaid(SparkSession spark) {
        assertThatThrownBy(() -> run(spark, options("ofice", null, null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no flows of domain ofice")
                .hasMessageContaining("Did you mean office?");
        assertThatThrownBy(() -> run(spark, options("unseen", null, null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Table synthetic_flows in lake")
                .hasMessageContaining("has no flows of domain 'unseen'. There are: domain bare, generator copy");
        assertThatThrownBy(() -> run(spark, options("office", "cpoy", null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("of domain 'office', generator cpoy");
        assertThatThrownBy(() -> run(spark, options(null, null, null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("of several, and one is compared at a time")
                .hasMessageContaining("Choose with --domain");
        Lake empty = new SampleLake().domain("office", 90, true, true, "a", "b").write(spark, folder.resolve("real"));
        FidelityOptions office = options("office", null, null, null);
        assertThatThrownBy(() -> run(
                        spark,
                        new FidelityOptions(
                                empty.uri(),
                                "flows",
                                "office",
                                office.synthetic(),
                                office.real(),
                                500,
                                false,
                                1,
                                office.output())))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Run `flowfoundry generate --lake");
    }

    @Test
    void classesAndFieldsMustBeThere(SparkSession spark) {
        assertThatThrownBy(() -> run(spark, options("office", "fresh", "protocoll", null)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--class names 'protocoll'")
                .hasMessageContaining("Did you mean protocol?");
        assertThatThrownBy(() -> run(spark, options("office", "fresh", "bytes", null)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds amounts");
        assertThatThrownBy(() -> run(spark, options("lab", null, "label", null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Field 'label' has 1 classes");
        FidelityOptions office = options("office", "fresh", null, null);
        Real withheld = new Real(SPLIT, List.of(), Set.of("labell"), null, false);
        assertThatThrownBy(() -> run(
                        spark,
                        new FidelityOptions(
                                office.lake(),
                                "flows",
                                "office",
                                office.synthetic(),
                                withheld,
                                500,
                                false,
                                1,
                                office.output())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--withhold names 'labell'")
                .hasMessageContaining("Did you mean label?");
        Real nothing = new Real(new RecordSplit(0, 7), List.of(), Set.of(), null, false);
        assertThatThrownBy(() -> run(
                        spark,
                        new FidelityOptions(
                                office.lake(),
                                "flows",
                                "office",
                                office.synthetic(),
                                nothing,
                                500,
                                false,
                                1,
                                office.output())))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has 0 held-out records");
        assertThatThrownBy(() -> new FidelityOptions(
                        "lake", "flows", "office", SyntheticFlows.ALL, nothing, 99, false, 1, new Output(null, "")))
                .isInstanceOf(UsageException.class)
                .hasMessage("--records is 99, but must lie between 100 and 50000.");
    }

    @Test
    void onlyFlowsAreCompared() {
        Real real = new Real(SPLIT, List.of(), Set.of(), null, false);
        assertThatThrownBy(() -> new FidelityOptions(
                        "lake", "series", "office", SyntheticFlows.ALL, real, 500, false, 1, new Output(null, "")))
                .isInstanceOf(UsageException.class)
                .hasMessage("--kind is 'series', but what can be compared is: flows.");
    }

    @Test
    void generatorsHaveVersions() {
        assertThat(SyntheticFlows.of("diffusion:v3", "r7")).isEqualTo(new SyntheticFlows("diffusion", "v3", "r7"));
        assertThat(SyntheticFlows.of("diffusion", null)).isEqualTo(new SyntheticFlows("diffusion", null, null));
        assertThat(SyntheticFlows.of(null, null)).isEqualTo(SyntheticFlows.ALL);
    }

    private static FidelityResult run(SparkSession spark, FidelityOptions options) {
        return FidelityJob.run(spark, options, Progress.SILENT);
    }
}
