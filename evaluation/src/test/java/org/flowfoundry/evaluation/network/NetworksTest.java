package org.flowfoundry.evaluation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.EvaluateJob;
import org.flowfoundry.evaluation.EvaluateOptions;
import org.flowfoundry.evaluation.EvaluateOptions.Output;
import org.flowfoundry.evaluation.EvaluateResult;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.protocol.SplitKind;
import org.flowfoundry.evaluation.report.Evaluation;
import org.flowfoundry.evaluation.task.Task;
import org.flowfoundry.evaluation.testing.SampleLake;
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
import org.flowfoundry.training.pretrain.GraphPretrainOptions;
import org.flowfoundry.training.pretrain.GraphPretrainOptions.Fields;
import org.flowfoundry.training.pretrain.PretrainJob;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.sequence.Split;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class NetworksTest {

    @TempDir
    static Path folder;

    private static Lake lake;

    @BeforeAll
    static void pretrainedOnOneOfTwoNetworks(SparkSession spark) {
        lake = new SampleLake()
                .domain("known", 1200, false, true, "benign", "DoS_Hulk")
                .domain("stranger", 400, false, true, "benign", "DoS_Hulk")
                .domain("applications", 400, false, true, "com.mail", "com.music")
                .write(spark, folder.resolve("lake"));
        TrainingPlan plan = new TrainingPlan(
                6,
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
        PretrainJob.run(
                spark,
                new GraphPretrainOptions(
                        lake.uri(),
                        PartitionRange.of(List.of("known"), null),
                        "graphs",
                        new GraphConfig(16, 1, 2, Aggregation.MEAN, 2, 0),
                        new GraphPretrainOptions.Data(
                                new PieceShape(64, 4, 0, 16, 1),
                                Fields.NATIVE,
                                List.of(),
                                new FlowSplit(new Split(null, .4, .2, 1), Unit.STRETCHES),
                                1),
                        new GraphRule(2, .15, .5, .15, false),
                        Weights.EVEN,
                        plan,
                        null,
                        Begin.NEW),
                Progress.SILENT);
    }

    private static EvaluateOptions options(String domain, SplitKind split, boolean fineTune, String... methods) {
        return new EvaluateOptions(
                lake.uri(),
                List.of(Task.named("ddos")),
                List.of(domain),
                List.of(5),
                2,
                List.of(methods),
                fineTune,
                split,
                new Output(null, null, "evaluate"),
                1);
    }

    private static double macroF1(Evaluation evaluation, String method) {
        return evaluation.meanMacroF1(
                evaluation.methods().stream()
                        .filter(one -> one.name().equals(method))
                        .findFirst()
                        .orElseThrow(),
                5);
    }

    @Test
    void aNetworkIsTestedOnWhatItHasNotSeen(SparkSession spark) {
        EvaluateResult result = EvaluateJob.run(
                spark, options("known", SplitKind.AUTO, true, "graphs", "random-forest"), Progress.SILENT);
        Evaluation evaluation = result.study().evaluations().get(0);
        assertThat(evaluation.domains()).extracting(DomainData::split).containsExactly(SplitKind.MODEL);
        assertThat(evaluation.methods())
                .extracting(method -> method.name())
                .contains(
                        "random-forest",
                        "graphs:v1",
                        "graphs:v1+trees+prior",
                        "graphs:v1+all+prior",
                        "graphs:v1-untrained",
                        "graphs:v1-fine-tuned",
                        "graphs:v1-fine-tuned+trees",
                        "graphs:v1-scratch+prior");
        // Bytes tell the classes apart, and trees and networks see them.
        for (String method : List.of("random-forest", "graphs:v1+trees", "graphs:v1-fine-tuned+trees")) {
            assertThat(macroF1(evaluation, method)).as(method).isGreaterThan(.8);
        }
        assertThat(macroF1(evaluation, "graphs:v1-fine-tuned")).isGreaterThan(.6);
    }

    @Test
    void aNetworkThatHasSeenTheTestFailsTheRun(SparkSession spark) {
        assertThatThrownBy(() ->
                        EvaluateJob.run(spark, options("known", SplitKind.HOST, false, "graphs:v1"), Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("that one of graphs:v1 was trained on");
    }

    @Test
    void anUnknownNetworkIsReadByABorrowedAdapter(SparkSession spark) {
        EvaluateResult result = EvaluateJob.run(
                spark, options("stranger", SplitKind.AUTO, false, "graphs", "random-forest"), Progress.SILENT);
        Evaluation evaluation = result.study().evaluations().get(0);
        assertThat(evaluation.domains()).extracting(DomainData::split).containsExactly(SplitKind.HOST);
        assertThat(macroF1(evaluation, "graphs:v1")).isGreaterThan(.6);
    }

    @Test
    void aNameOfNothingIsSaid(SparkSession spark) {
        assertThatThrownBy(
                        () -> EvaluateJob.run(spark, options("known", SplitKind.AUTO, false, "graph"), Progress.SILENT))
                .hasMessageContaining("There is no method or model 'graph'. Did you mean graphs?");
    }
}
