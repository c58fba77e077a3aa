package org.flowfoundry.training.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.adapt.FinetuneOptions.Mode;
import org.flowfoundry.training.registry.ModelCard;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.score.ScoreJob;
import org.flowfoundry.training.score.ScoreOptions;
import org.flowfoundry.training.score.ScoreResult;
import org.flowfoundry.training.score.ScoreTables;
import org.flowfoundry.training.testing.LabelledLake;
import org.flowfoundry.training.testing.SampleNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class FinetuneJobTest {

    @TempDir
    Path folder;

    @Test
    void aHeadOnTenLabelsEachFindsTheFloodsOfHostsNeverSeen(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        ModelVersion base = SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "base", Map.of());
        FinetuneResult result = finetune(lake, "ddos", null, 10, Mode.HEAD, "floods");
        assertThat(result.parent()).isEqualTo(base.id());
        assertThat(result.labels()).containsEntry("other", 10L).containsEntry("ddos", 10L);
        assertThat(result.metrics()).containsKeys("cv_macro_f1", "validation_hosts_pr_auc");

        ModelVersion version = new ModelRegistry(lake).resolve("floods");
        ModelCard card = version.card();
        assertThat(card.task()).isEqualTo("ddos");
        assertThat(card.limits()).hasSize(3);
        assertThat(card.parent()).isEqualTo(base.id());
        assertThat(card.training()).containsEntry("shots", "10").containsEntry("labels ddos", "10");
        assertThat(version.fileNames()).contains("head.json", "surprise.json", "model.safetensors");
        assertThat(SavedModel.read(version).tensors().keySet())
                .isEqualTo(SavedModel.read(base).tensors().keySet());

        ScoreResult scored =
                ScoreJob.run(spark, new ScoreOptions(lake.uri(), "floods", PartitionRange.ALL), Progress.SILENT);
        assertThat(scored.task()).isEqualTo("ddos");
        assertThat(scored.positives()).isBetween(1L, scored.windows() / 2);
        Dataset<Row> ofModel = lake.read(ScoreTables.SCORES).where("model = 'floods'");
        assertThat(ofModel.where("abs(probability - probabilities['ddos']) > 1e-12 or surprise_quantile is null")
                        .count())
                .isZero();
        assertThat(precisionOfUnseenFloods(lake, ofModel)).isGreaterThan(0.6);
    }

    @Test
    void adaptersAreTrainedWithinTheLabels(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        ModelVersion base = SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "base", Map.of());
        FinetuneResult result = finetune(lake, "ddos", null, 2, Mode.LORA, "adapted");
        ModelVersion version = new ModelRegistry(lake).resolve(result.model());
        assertThat(result.metrics()).containsEntry("cv_rows", 4.0);
        assertThat(SavedModel.read(version).tensors().keySet())
                .isEqualTo(SavedModel.read(base).tensors().keySet());
        boolean changed = SavedModel.read(version).tensors().values().stream()
                .anyMatch(tensor -> !Arrays.equals(
                        tensor.values(),
                        SavedModel.read(base).tensors().get(tensor.name()).values()));
        assertThat(changed).isTrue();
        try (var left = Files.list(Path.of(lake.ownPath("finetune").toUri()))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void labelsOfAFileMayHaveManyClassesAndOneLabelEach(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "base", Map.of());
        Path file = folder.resolve("roles.csv");
        StringBuilder csv = new StringBuilder("host,role\n");
        for (int i = 1; i <= 40; i++) {
            csv.append("10.0.0.").append(i).append(i % 2 == 0 ? ",desk\n" : ",guest\n");
        }
        for (int i = 1; i <= 6; i++) {
            csv.append("10.1.0.").append(i).append(",server\n");
        }
        Files.writeString(file, csv);
        FinetuneResult result = finetune(lake, "role", file.toString(), 1, Mode.HEAD, "roles");
        assertThat(result.labels()).containsOnlyKeys("desk", "guest", "server");
        assertThat(result.metrics()).doesNotContainKey("cv_rows");
        assertThatThrownBy(() -> finetune(lake, "role", file.toString(), 9_000, Mode.HEAD, "roles"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Too few labels for the task 'role' with --shots 9000");
    }

    @Test
    void aModelNoBetterThanChanceIsWarnedOf(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "base", Map.of());
        Path file = folder.resolve("coins.csv");
        StringBuilder csv = new StringBuilder("host,window_start,coin\n");
        Random random = new Random(7);
        for (int window = 0; window < 72; window++) {
            for (int host = 1; host <= 40; host++) {
                csv.append("10.0.0.").append(host).append(',').append(LabelledLake.DAY.plusSeconds(window * 300L));
                csv.append(random.nextInt(4) == 0 ? ",up\n" : ",normal\n");
            }
        }
        Files.writeString(file, csv);
        List<String> notes = new ArrayList<>();
        FinetuneOptions options = FinetuneOptions.of(
                lake.uri(), "base", "coins", Task.named("coin"), file.toString(), PartitionRange.ALL, 10, Mode.HEAD, 1);

        FinetuneJob.run(spark, options, noting(notes));

        List<String> limits = new ModelRegistry(lake).resolve("coins").card().limits();
        assertThat(notes).singleElement().isEqualTo("'coins': " + limits.get(0));
        assertThat(limits.get(0))
                .startsWith("It is no better than chance: on ")
                .contains("% of them 'up', the area under its precision-recall curve is 0.")
                .endsWith("Do not rely on what it decides; give more labels, of more hosts, or adapt another model.");
        assertThat(limits).hasSize(4);
    }

    private static Progress noting(List<String> notes) {
        return new Progress() {
            @Override
            public void stage(String name) {}

            @Override
            public void update(long rows, long bytes, double done) {}

            @Override
            public void note(String message) {
                notes.add(message);
            }
        };
    }

    private static FinetuneResult finetune(Lake lake, String task, String labels, int shots, Mode mode, String name) {
        FinetuneOptions options = FinetuneOptions.of(
                lake.uri(), "base", name, Task.named(task), labels, PartitionRange.ALL, shots, mode, 1);
        return FinetuneJob.run(lake.spark(), options, Progress.SILENT);
    }

    /** Of the windows of test hosts that flooded, as many are taken as there are: how many of these did flood. */
    private static double precisionOfUnseenFloods(Lake lake, Dataset<Row> scores) {
        Dataset<Row> truth = lake.read(org.flowfoundry.core.lake.IngestTables.FLOWS)
                .where("label = 'syn_flood'")
                .selectExpr(
                        "source_address as host",
                        "date_trunc('hour', flow_start) + make_dt_interval(0, 0,"
                                + " cast(floor(minute(flow_start) / 5) * 5 as int)) as window_start",
                        "1 as flood")
                .distinct();
        Dataset<Row> judged = scores.where(SampleNetwork.SPLIT.hostPart().notEqual("TRAINING"))
                .where("host like '10.0.%'")
                .join(truth, new String[] {"host", "window_start"}, "left");
        long floods = judged.where("flood = 1").count();
        assertThat(floods).isPositive();
        return judged.orderBy(org.apache.spark.sql.functions.desc("probability"))
                        .limit((int) floods)
                        .where("flood = 1")
                        .count()
                / (double) floods;
    }
}
