package org.flowfoundry.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.EvaluateOptions.Output;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.evaluation.protocol.SplitKind;
import org.flowfoundry.evaluation.protocol.View;
import org.flowfoundry.evaluation.report.Evaluation;
import org.flowfoundry.evaluation.report.EvaluationsTable;
import org.flowfoundry.evaluation.task.Task;
import org.flowfoundry.evaluation.testing.SampleLake;
import org.flowfoundry.training.graph.KeyedPiece.Key;
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

    private static final Output NOTHING = new Output(null, null, "evaluate");

    private static EvaluateOptions options(List<String> tasks, List<String> domains, String split, Output output) {
        return new EvaluateOptions(
                lake.uri(),
                tasks.stream().map(Task::named).toList(),
                domains,
                List.of(5, 1),
                2,
                METHODS,
                false,
                SplitKind.named(split),
                output,
                1);
    }

    @Test
    void evaluatesEachDomainAsStrictlyAsItAllows(SparkSession spark) throws IOException {
        Path report = folder.resolve("report of all");
        Output output = new Output(report.toString(), null, "./flowfoundry evaluate --task intrusion");
        EvaluateResult result =
                EvaluateJob.run(spark, options(List.of("intrusion"), List.of(), "auto", output), Progress.SILENT);
        Evaluation evaluation = result.study().evaluations().get(0);
        List<DomainData> domains = evaluation.domains();
        assertThat(evaluation.leftOut())
                .hasSize(3)
                .anyMatch(reason -> reason.startsWith("No flow of domain 'unlabelled' has a label"));
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
        assertThat(result.summary()).containsEntry("domains", 3L).containsKey("macro_f1 average+prior k=5");
        assertThat((double) result.summary().get("macro_f1 average+prior k=5")).isGreaterThan(0.6);
        // Two draws, two numbers of labels; without addresses no method with context.
        assertThat(lake.read(EvaluationsTable.TABLE)
                        .where(col("task").equalTo("intrusion"))
                        .count())
                .isEqualTo(2 * 2 * (4 + 4 + 3));
        JsonNode json =
                new ObjectMapper().readTree(report.resolve("results.json").toFile());
        assertThat(json.at("/tasks/0/domains/0/results/0/macroF1/mean").asDouble())
                .isBetween(0.0, 1.0);
        assertThat(Files.readString(report.resolve("index.html")))
                .contains(
                        "Few-shot evaluation: intrusion",
                        "<svg",
                        "no source address is on both sides",
                        "seed 1",
                        "evaluate --task intrusion");
        assertThat(report).isDirectoryNotContaining("glob:**.crc");
    }

    @Test
    void severalTasksShareARunAndAPage(SparkSession spark) throws IOException {
        Path results = folder.resolve("some results.md");
        Output output = new Output(null, results.toString(), "./flowfoundry evaluate --task botnet,intrusion");
        List<String> tasks = List.of("botnet", "intrusion", "application");
        EvaluateResult result =
                EvaluateJob.run(spark, options(tasks, List.of("bare"), "random", output), Progress.SILENT);
        assertThat(result.study().evaluations())
                .extracting(one -> one.domains().size())
                .containsExactly(1, 1, 0);
        assertThat(result.summary())
                .containsEntry("task", "botnet,intrusion,application")
                .containsKeys("macro_f1 botnet average+prior k=5", "macro_f1 intrusion average+prior k=5");
        assertThat(Files.readString(results))
                .contains(
                        "# Few-shot results: botnet, intrusion, application",
                        "- application: no network could be evaluated.",
                        "### bare, botnet",
                        "(some%20results/intrusion-bare.svg)",
                        "- No flow of domain 'bare' has a value in column application",
                        "    ./flowfoundry evaluate --task botnet,intrusion");
        assertThat(folder.resolve("some results"))
                .isDirectoryContaining("glob:**/botnet-bare.svg")
                .isDirectoryContaining("glob:**/intrusion-bare.svg");
        assertThat(lake.read(EvaluationsTable.TABLE)
                        .where(col("task").equalTo("botnet").and(col("domain").equalTo("bare")))
                        .count())
                .isEqualTo(2 * 2 * 3);
        assertThatThrownBy(() -> EvaluateJob.run(
                        spark,
                        options(List.of("application", "botnet"), List.of("one-class"), "auto", NOTHING),
                        Progress.SILENT))
                .hasMessageStartingWith("No domain of the lake could be evaluated for the task 'application', nor for"
                        + " 'botnet': see the reasons above.");
    }

    /** A network that knows packets and bytes, and has seen some hosts. */
    private record Counters(String name, boolean isTrained, String seen) implements FlowEmbedding {

        @Override
        public Map<Key, float[]> vectors(Flows flows, Set<Key> asked) {
            Map<Key, float[]> vectors = new HashMap<>();
            for (Row row : flows.rows()
                    .select("source_file", "source_record", "packets", "bytes")
                    .collectAsList()) {
                vectors.put(new Key(row.getString(0), row.getLong(1)), new float[] {row.getLong(2), row.getLong(3)});
            }
            return vectors;
        }

        @Override
        public FlowEmbedding untrained(long seed) {
            return new Counters(name + UNTRAINED, false, seen);
        }

        @Override
        public Unseen unseen(String domain, boolean timed) {
            String ending = seen;
            return ending == null
                    ? null
                    : row -> !row.<String>getAs("source_address").endsWith(ending);
        }

        @Override
        public Set<String> fields(String domain) {
            return Set.of("packets", "bytes");
        }
    }

    @Test
    void networksShareHeadsAndLabels(SparkSession spark) {
        EvaluateOptions options = new EvaluateOptions(
                lake.uri(),
                List.of(Task.named("ddos")),
                List.of("hosts"),
                List.of(5),
                2,
                List.of("counters:v1", "counters:v1+trees+prior", "untrained", "average+prior"),
                false,
                SplitKind.HOST,
                NOTHING,
                1);
        List<FlowEmbedding> networks =
                List.of(new Counters("counters:v1", true, null), new Counters("untrained", false, null));
        EvaluateResult result = EvaluateJob.run(spark, options, networks, Progress.SILENT);
        assertThat((double) result.summary().get("macro_f1 counters:v1 k=5")).isGreaterThan(0.8);
        assertThat(result.summary()).doesNotContainKey("macro_f1 untrained k=5");
    }

    @Test
    void whatNetworksHaveNotSeenIsTested(SparkSession spark) {
        List<FlowEmbedding> networks = List.of(
                new Counters("counters:v1", true, "1"),
                new Counters("others:v1", true, "2"),
                new Counters("stranger:v1", true, null));
        EvaluateResult result = EvaluateJob.run(
                spark, options(List.of("ddos"), List.of("hosts"), "auto", NOTHING), networks, Progress.SILENT);
        DomainData data = result.study().evaluations().get(0).domains().get(0);
        assertThat(data.split()).isEqualTo(SplitKind.MODEL);
        assertThat(data.testLabels()).hasSizeGreaterThan(50);
        assertThatThrownBy(() -> EvaluateJob.run(
                        spark,
                        options(List.of("ddos"), List.of("hosts"), "auto", NOTHING),
                        List.of(new Counters("counters:v1", true, "")),
                        Progress.SILENT))
                .hasMessageContaining("Domain 'hosts' cannot be split as the models were: of two classes at least 5")
                .hasMessageContaining("and 0");
        assertThatThrownBy(() -> run(spark, "ddos", "hosts", "model"))
                .hasMessageContaining("cannot be split by model: none of the models asked for was trained on it");
    }

    @Test
    void encodersLearnFromThePool(SparkSession spark) throws IOException {
        Path report = folder.resolve("report of encoders");
        EvaluateOptions options = new EvaluateOptions(
                lake.uri(),
                List.of(Task.named("intrusion")),
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
                false,
                SplitKind.RANDOM,
                new Output(report.toString(), null, "evaluate"),
                1);
        EvaluateResult result = EvaluateJob.run(spark, options, Progress.SILENT);
        assertThat(result.study().evaluations().get(0).domains().get(0).views())
                .extracting(View::name)
                .containsExactlyInAnyOrder("flow", "scarf", "mae", "untrained-scarf", "untrained-mae");
        assertThat((double) result.summary().get("macro_f1 self-supervised+prior k=5"))
                .isGreaterThan(0.7);
        assertThat((double) result.summary().get("macro_f1 fine-tuned k=5")).isGreaterThan(0.6);
        JsonNode gain = new ObjectMapper()
                .readTree(report.resolve("results.json").toFile())
                .at("/tasks/0/gainsOverScratch/0");
        assertThat(gain.get("method").asText()).isEqualTo("scarf");
        assertThat(gain.get("scratch").asText()).isEqualTo("scratch");
        assertThat(gain.get("percent")).hasSize(2);
        assertThat(Files.readString(report.resolve("index.html"))).contains("What pre-training gives");
    }

    @Test
    void aNetworkThatHasSeenTheTestFailsTheRun(SparkSession spark) {
        assertThatThrownBy(() -> EvaluateJob.run(
                        spark,
                        options(List.of("ddos"), List.of("hosts"), "host", NOTHING),
                        List.of(new Counters("counters:v1", true, "")),
                        Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "test rows are of hosts, times or stretches that one of counters:v1 was trained on");
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
        assertThatThrownBy(() -> run(spark, "intrusion", "host", "auto"))
                .hasMessageContaining("has no flows of domain host. Did you mean hosts?");
        assertThatThrownBy(() -> run(spark, "intrusion", "hosts", "time"))
                .hasMessageStartingWith("Domain 'hosts' cannot be split by time: its flows have no time");
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertThatThrownBy(() -> new EvaluateOptions(
                        "l", List.of(), List.of(), List.of(0), 2, List.of(), false, SplitKind.AUTO, NOTHING, 1))
                .isInstanceOf(UsageException.class)
                .hasMessage("--shots is 0, but must lie between 1 and 500.");
        assertThatThrownBy(() -> new EvaluateOptions(
                        "l", List.of(), List.of(), List.of(1), 1, List.of(), false, SplitKind.AUTO, NOTHING, 1))
                .hasMessage("--draws is 1, but must lie between 2 and 1000.");
        assertThatThrownBy(() -> new Output(null, "results.html", "evaluate"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--results writes a page in Markdown, and 'results.html' does not end in .md. Give a file"
                        + " that does.");
        assertThatThrownBy(() -> SplitKind.named("times"))
                .hasMessage("There is no split 'times'. Splits: auto, model, time, host, random.");
    }

    private static void run(SparkSession spark, String task, String domain, String split) {
        EvaluateJob.run(spark, options(List.of(task), List.of(domain), split, NOTHING), Progress.SILENT);
    }
}
