package org.flowfoundry.training.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.gnn.GraphConfig;
import org.flowfoundry.training.gnn.GraphConfig.Aggregation;
import org.flowfoundry.training.gnn.LinkObjective.Weights;
import org.flowfoundry.training.graph.FlowSplit;
import org.flowfoundry.training.graph.FlowSplit.Unit;
import org.flowfoundry.training.graph.GraphRule;
import org.flowfoundry.training.graph.PieceShape;
import org.flowfoundry.training.pretrain.GraphPretrainOptions.Fields;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedGraph;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.score.ScoreJob;
import org.flowfoundry.training.score.ScoreOptions;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.testing.LabelledLake;
import org.flowfoundry.training.testing.SampleNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class GraphPretrainTest {

    private static final GraphConfig CONFIG = new GraphConfig(16, 1, 2, Aggregation.MEAN, 2, 0);
    private static final FlowSplit SPLIT = new FlowSplit(new Split(null, .1, .2, 1), Unit.HOSTS);

    @TempDir
    private Path folder;

    /** Two networks of two groups each; hosts talk within their group, to its server, most of the time. */
    private static Lake lake(SparkSession spark, Path folder) {
        LabelledLake lake = new LabelledLake();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            int group = random.nextInt(2);
            String server = "10.0." + group + "." + random.nextInt(3);
            lake.flow(i / 4., "10.0." + group + "." + (10 + random.nextInt(30)), server, null)
                    .bytes(100 + random.nextInt(1000))
                    .packets(1 + random.nextInt(9));
            if (i % 3 == 0) {
                lake.set("domain", "other");
            }
        }
        return lake.writeFlows(spark, folder);
    }

    @Test
    void aGraphNetworkIsRegisteredWithWhatItReads(SparkSession spark) {
        Lake lake = lake(spark, folder);
        PretrainResult result = PretrainJob.run(spark, options(lake, 40), Progress.SILENT);

        ModelVersion version = new ModelRegistry(lake).resolve("graphs");
        assertThat(version.card().kind()).isEqualTo("gnn");
        assertThat(version.card().data().table()).isEqualTo("flows");
        assertThat(version.card().data().domains()).containsExactly("lab", "other");
        assertThat(version.card().data().windows())
                .isEqualTo(result.examples().training())
                .isPositive();
        assertThat(version.card().training())
                .containsKeys("fields", "pieces.flows", "rule.hiddenShare", "weights.hosts", "model.layers");
        assertThat(version.card().metrics().get("link_questions")).isPositive();
        assertThat(result.summary())
                .containsKeys("flows", "validation_flows", "link_auc_hosts", "link_auc_common_neighbours_hard");
        assertThat(result.validationLoss()).isLessThan(3);

        SavedGraph saved = SavedGraph.read(version);
        assertThat(saved.description().config()).isEqualTo(CONFIG);
        assertThat(saved.description().split()).isEqualTo(SPLIT);
        assertThat(saved.parameters()).hasSize((int) result.parameters());
        assertThat(saved.description().pieces().domains()).hasSize(2);
        assertThat(lake.read(TrainingRounds.TABLE).where("model = 'graphs'").count())
                .isPositive();
    }

    @Test
    void oneKindIsNotTakenForAnother(SparkSession spark) {
        Lake lake = lake(spark, folder);
        PretrainJob.run(spark, options(lake, 2), Progress.SILENT);
        assertThatThrownBy(() -> ScoreJob.run(
                        spark, new ScoreOptions(lake.uri(), "graphs", PartitionRange.ALL), Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "Model 'graphs:v1' is a graph network (gnn), which reads flows and not host_series. Judge it"
                                + " with `flowfoundry evaluate`, or take a model made with `pretrain --model transformer` or gru.");
        ModelVersion graphs = new ModelRegistry(lake).resolve("graphs");
        assertThatThrownBy(() -> SavedModel.read(graphs)).hasMessageContaining("is a graph network");
    }

    @Test
    void aModelOfSeriesIsNoGraphNetwork(SparkSession spark) throws IOException {
        Lake lake = SampleNetwork.lake(spark);
        ModelVersion series = SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "no-graph", Map.of());
        assertThatThrownBy(() -> SavedGraph.read(series))
                .hasMessageContaining(
                        "which reads host_series and not flows. Take a model made with `pretrain --model gnn`");
    }

    @Test
    void aTrainingContinuesWithOtherDomains(SparkSession spark) {
        Lake lake = lake(spark, folder);
        PretrainJob.run(spark, options(lake, 4, List.of("lab"), null, CONFIG), Progress.SILENT);
        SavedGraph before = SavedGraph.read(new ModelRegistry(lake).resolve("graphs"));
        PretrainJob.run(spark, options(lake, 1, List.of(), "graphs:v1", CONFIG), Progress.SILENT);
        SavedGraph after = SavedGraph.read(new ModelRegistry(lake).resolve("graphs:v2"));
        assertThat(after.description().domain("lab"))
                .usingRecursiveComparison()
                .isEqualTo(before.description().domain("lab"));
        assertThat(after.description().domain("other")).isNotNull();
        // One step of warm-up from where it was: everything is still nearly the same.
        before.tensors().forEach((name, tensor) -> assertThat(
                        distance(tensor.values(), after.tensors().get(name).values()))
                .as(name)
                .isLessThan(.01));
        assertThatThrownBy(() -> PretrainJob.run(
                        spark,
                        options(lake, 1, List.of(), "graphs:v1", new GraphConfig(8, 1, 2, Aggregation.MEAN, 2, 0)),
                        Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("A training cannot continue from 'graphs:v1', which has another shape");
    }

    private static double distance(float[] some, float[] others) {
        double most = 0;
        for (int i = 0; i < some.length; i++) {
            most = Math.max(most, Math.abs(some[i] - others[i]));
        }
        return most;
    }

    private static GraphPretrainOptions options(Lake lake, long steps) {
        return options(lake, steps, List.of(), null, CONFIG);
    }

    private static GraphPretrainOptions options(
            Lake lake, long steps, List<String> domains, String continued, GraphConfig config) {
        TrainingPlan plan = new TrainingPlan(
                steps,
                1,
                2,
                1,
                1,
                Optimization.of(3e-3, 0),
                Synchronization.gradients(),
                0,
                2,
                0,
                0,
                new Resources(1, 1, 120));
        return new GraphPretrainOptions(
                lake.uri(),
                PartitionRange.of(domains, null),
                "graphs",
                config,
                new GraphPretrainOptions.Data(new PieceShape(64, 4, 0, 16, 1), Fields.NATIVE, List.of(), SPLIT, 2),
                new GraphRule(2, .15, .5, .15, false),
                Weights.EVEN,
                plan,
                continued,
                Begin.NEW);
    }
}
