package org.flowfoundry.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.evaluation.protocol.SplitKind;
import org.flowfoundry.evaluation.protocol.View;
import org.flowfoundry.evaluation.report.EvaluationsTable;
import org.flowfoundry.evaluation.task.Task;
import org.flowfoundry.evaluation.testing.SampleLake;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class EvaluateJobTest {

    private static final List<String> METHODS =
            List.of("random-forest", "random-forest+prior", "logistic-regression+context", "average+prior");

    @TempDir
    static Path folder;

    private static Lake lake;

    @BeforeAll
    static void lake(SparkSession spark) {
        lake = new SampleLake()
                .domain("timed", 450, true, true, "Benign", "DDoS", "Recon")
                .domain("hosts", 450, false, true, "normal", "DoS_Hulk")
                .domain("bare", 300, false, false, "0", "Botnet")
                .domain("one-class", 90, true, true, "Benign")
                .domain("applications", 90, true, true, "com.mail", "com.music")
                .domain("unlabelled", 90, true, true, new String[] {null})
                .write(spark, folder.resolve("lake"));
    }

    private static EvaluateOptions options(String task, List<String> domains, String split, String report) {
        return new EvaluateOptions(
                lake.uri(), Task.named(task), domains, List.of(5, 1), 2, METHODS, SplitKind.named(split), report, 1);
    }

    @Test
    void evaluatesEachDomainAsStrictlyAsItAllows(SparkSession spark) throws IOException {
        Path report = folder.resolve("report of all");
        EvaluateResult result =
                EvaluateJob.run(spark, options("intrusion", List.of(), "auto", report.toString()), Progress.SILENT);
        List<DomainData> domains = result.evaluation().domains();
        assertThat(domains).extracting(DomainData::domain).containsExactly("bare", "hosts", "timed");
        assertThat(domains)
                .extracting(DomainData::split)
                .containsExactly(SplitKind.RANDOM, SplitKind.HOST, SplitKind.TIME);
        assertThat(domains.get(2).classes())
                .containsExactlyInAnyOrder("benign", "ddos", "recon")
                .startsWith("benign");
        assertThat(domains.get(2).counts().flows()).isEqualTo(450);
        assertThat(domains.get(2).counts().distinct()).isBetween(250L, 300L);
        assertThat(domains.get(0).notes()).anyMatch(note -> note.contains("There are no addresses"));
        assertThat(result.summary()).containsEntry("domains", 3).containsKey("macro_f1 average+prior k=5");
        assertThat((double) result.summary().get("macro_f1 average+prior k=5")).isGreaterThan(0.6);
        // Two draws, two numbers of labels; without addresses no method with context.
        assertThat(lake.read(EvaluationsTable.TABLE)
                        .where(col("task").equalTo("intrusion"))
                        .count())
                .isEqualTo(2 * 2 * (4 + 4 + 3));
        JsonNode json =
                new ObjectMapper().readTree(report.resolve("results.json").toFile());
        assertThat(json.at("/domains/0/results/0/macroF1/mean").asDouble()).isBetween(0.0, 1.0);
        assertThat(Files.readString(report.resolve("index.html")))
                .contains("Few-shot evaluation: intrusion", "<svg", "no source address is on both sides", "seed 1");
    }

    /** A network that knows packets and bytes, and has seen some hosts. */
    private record Counters(String name, boolean isTrained, String seen) implements FlowEmbedding {

        @Override
        public Dataset<Row> vectors(Dataset<Row> flows, Dataset<Row> asked) {
            return flows.select(
                    col("source_file"),
                    col("source_record"),
                    array(col("packets").cast("float"), col("bytes").cast("float"))
                            .as("vector"));
        }

        @Override
        public boolean wasTrainedOn(String domain, String host, Long start) {
            return host != null && host.endsWith(seen);
        }
    }

    @Test
    void networksShareHeadsAndLabels(SparkSession spark) {
        EvaluateOptions options = new EvaluateOptions(
                lake.uri(),
                Task.named("ddos"),
                List.of("hosts"),
                List.of(5),
                2,
                List.of("counters:v1", "counters:v1+trees+prior", "untrained", "average+prior"),
                SplitKind.HOST,
                null,
                1);
        List<FlowEmbedding> networks =
                List.of(new Counters("counters:v1", true, "none"), new Counters("untrained", false, "none"));
        EvaluateResult result = EvaluateJob.run(spark, options, networks, Progress.SILENT);
        assertThat((double) result.summary().get("macro_f1 counters:v1 k=5")).isGreaterThan(0.8);
        assertThat(result.summary()).doesNotContainKey("macro_f1 untrained k=5");
    }

    @Test
    void encodersLearnFromThePool(SparkSession spark) throws IOException {
        Path report = folder.resolve("report of encoders");
        EvaluateOptions options = new EvaluateOptions(
                lake.uri(),
                Task.named("intrusion"),
                List.of("bare"),
                List.of(1, 5),
                2,
                List.of(
                        "scarf",
                        "mae+trees",
                        "self-supervised+prior",
                        "self-supervised-untrained",
                        "fine-tuned",
                        "scratch"),
                SplitKind.RANDOM,
                report.toString(),
                1);
        EvaluateResult result = EvaluateJob.run(spark, options, Progress.SILENT);
        assertThat(result.evaluation().domains().get(0).views())
                .extracting(View::name)
                .containsExactlyInAnyOrder("flow", "scarf", "mae", "untrained-scarf", "untrained-mae");
        assertThat((double) result.summary().get("macro_f1 self-supervised+prior k=5"))
                .isGreaterThan(0.7);
        assertThat((double) result.summary().get("macro_f1 fine-tuned k=5")).isGreaterThan(0.6);
        JsonNode gain = new ObjectMapper()
                .readTree(report.resolve("results.json").toFile())
                .at("/gainsOverScratch/0");
        assertThat(gain.get("method").asText()).isEqualTo("scarf");
        assertThat(gain.get("scratch").asText()).isEqualTo("scratch");
        assertThat(gain.get("percent")).hasSize(2);
        assertThat(Files.readString(report.resolve("index.html"))).contains("What pre-training gives");
    }

    @Test
    void aNetworkThatHasSeenTheTestFailsTheRun(SparkSession spark) {
        assertThatThrownBy(() -> EvaluateJob.run(
                        spark,
                        options("ddos", List.of("hosts"), "host", null),
                        List.of(new Counters("counters:v1", true, "")),
                        Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("test rows are of hosts and times that counters:v1 was trained on");
    }

    @Test
    void tellsWhatCannotBeEvaluated(SparkSession spark) {
        assertThatThrownBy(() -> run(spark, "intrusion", "one-class", "auto"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "No label of domain 'one-class' means a class that the task 'intrusion' looks for. The"
                                + " labels there are: 'Benign'.");
        assertThatThrownBy(() -> run(spark, "botnet", "unlabelled", "auto"))
                .hasMessageStartingWith(
                        "No flow of domain 'unlabelled' has a label, so the task 'botnet' has nothing to ask.");
        assertThatThrownBy(() -> run(spark, "application", "timed", "auto"))
                .hasMessageStartingWith("No flow of domain 'timed' has a value in column application");
        assertThatThrownBy(() -> run(spark, "botnet", "timed", "auto"))
                .hasMessageStartingWith("No label of domain 'timed' means a class that the task 'botnet' looks for.");
        assertThatThrownBy(() -> run(spark, "intrusion", "applications", "auto"))
                .hasMessageStartingWith(
                        "No label of domain 'applications' means the flows that the task 'intrusion' tells its"
                                + " classes from. The labels there are: 'com");
        assertThatThrownBy(() -> run(spark, "intrusion", "nowhere", "auto"))
                .hasMessageContaining("has no flows of domain nowhere");
        assertThatThrownBy(() -> run(spark, "intrusion", "hosts", "time"))
                .hasMessageStartingWith("Domain 'hosts' cannot be split by time: its flows have no time");
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertThatThrownBy(() -> new EvaluateOptions(
                        "l", Task.named("ddos"), List.of(), List.of(0), 2, List.of(), SplitKind.AUTO, null, 1))
                .isInstanceOf(UsageException.class)
                .hasMessage("--shots is 0, but must lie between 1 and 500.");
        assertThatThrownBy(() -> new EvaluateOptions(
                        "l", Task.named("ddos"), List.of(), List.of(1), 1, List.of(), SplitKind.AUTO, null, 1))
                .hasMessage("--draws is 1, but must lie between 2 and 1000.");
        assertThatThrownBy(() -> SplitKind.named("times"))
                .hasMessage("There is no split 'times'. Splits: auto, time, host, random.");
    }

    private static void run(SparkSession spark, String task, String domain, String split) {
        EvaluateJob.run(spark, options(task, List.of(domain), split, null), Progress.SILENT);
    }
}
