package org.flowfoundry.training.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.gnn.GraphConfig.Aggregation;
import org.flowfoundry.training.gnn.LinkObjective.Weights;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.model.Replica;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkObjectiveTest {

    private static final GraphBatch BATCH = new SampleGraphs(4, 0.2, 0.2).batch(20, 3, 3);

    static Stream<GraphConfig> configs() {
        return SampleGraphs.configs();
    }

    private static Replica<GraphBatch> replica(GraphConfig config, Weights weights) {
        GraphModel model = SampleGraphs.model(config);
        return new Replica<>(new LinkObjective(model, weights), model.initialParameters(1));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void learnsAPieceByHeart(GraphConfig config) {
        try (Replica<GraphBatch> replica = replica(config, new Weights(0, 1, 1))) {
            double before = replica.loss(BATCH, Mode.EVALUATION, 0);
            for (int step = 0; step < 80; step++) {
                replica.step(BATCH, step, 0.01);
            }
            assertThat(replica.loss(BATCH, Mode.EVALUATION, 0)).isLessThan(before / 3);
        }
    }

    @Test
    void tellsLinksBetterThanHeuristics() {
        GraphConfig config = new GraphConfig(32, 2, 3, Aggregation.MEAN, 2, 0);
        GraphModel model = SampleGraphs.model(config);
        SampleGraphs training = new SampleGraphs(1, 0.15, 0.15);
        SampleGraphs others = new SampleGraphs(2, 0.15, 0);
        List<GraphBatch> validation =
                IntStream.range(0, 6).mapToObj(i -> others.batch(60, 5, 3)).toList();
        try (Replica<GraphBatch> replica =
                new Replica<>(new LinkObjective(model, Weights.EVEN), model.initialParameters(1))) {
            for (int step = 0; step < 200; step++) {
                replica.step(training.batch(60, 5, 3), step, 0.01);
            }
            try (GraphPredictor predictor =
                    GraphPredictor.open(model, replica.parameters().values(), NativeEngine.onCpu())) {
                LinkQuality quality = LinkQuality.of(predictor, validation);
                for (LinkHeuristic heuristic : LinkHeuristic.values()) {
                    LinkQuality.Auc theirs = quality.heuristics().get(heuristic);
                    assertThat(quality.hosts().hard()).as("%s", quality).isGreaterThan(theirs.hard());
                    assertThat(quality.hosts().all()).as("%s", quality).isGreaterThan(theirs.all());
                    assertThat(quality.flow().hard()).as("%s", quality).isGreaterThan(theirs.hard() + 0.05);
                }
            }
        }
    }

    @Test
    void theSeedDecidesTheLoss() {
        GraphConfig dropping = new GraphConfig(16, 2, 3, Aggregation.MEAN, 2, 0.3);
        try (Replica<GraphBatch> replica = replica(dropping, Weights.EVEN)) {
            float[] first = replica.gradient(BATCH, Mode.TRAINING, 1);
            assertThat(replica.gradient(BATCH, Mode.TRAINING, 1)).containsExactly(first);
            assertThat(replica.gradient(BATCH, Mode.TRAINING, 2)).isNotEqualTo(first);
            assertThat(replica.loss(BATCH, Mode.EVALUATION, 1)).isEqualTo(replica.loss(BATCH, Mode.EVALUATION, 2));
        }
    }

    @Test
    void partsAddUp() {
        GraphConfig config = SampleGraphs.config(Aggregation.MEAN);
        double[] losses = new double[4];
        Weights[] weights = {new Weights(1, 2, 3), new Weights(1, 0, 0), new Weights(0, 1, 0), new Weights(0, 0, 1)};
        for (int i = 0; i < losses.length; i++) {
            try (Replica<GraphBatch> replica = replica(config, weights[i])) {
                losses[i] = replica.loss(BATCH, Mode.EVALUATION, 0);
            }
        }
        assertThat(losses[0]).isCloseTo(losses[1] + 2 * losses[2] + 3 * losses[3], within(1e-4));
        assertThatThrownBy(() -> new Weights(0, 0, 0))
                .hasMessage("Weights must not be negative, nor all 0: 0.0, 0.0, 0.0");
    }

    @Test
    void aBatchMayAskForLinksOrFieldsOrNothing() {
        GraphConfig config = SampleGraphs.config(Aggregation.ATTENTION);
        GraphBatch nothing = new SampleGraphs(4, 0, 0).batch(5, 2, 3);
        GraphBatch fields = new SampleGraphs(4, 0, 0.5).batch(5, 2, 3);
        try (Replica<GraphBatch> replica = replica(config, Weights.EVEN)) {
            assertThat(replica.loss(nothing, Mode.EVALUATION, 0)).isZero();
            assertThat(replica.gradient(nothing, Mode.TRAINING, 0)).containsOnly(0);
            assertThat(replica.loss(fields, Mode.EVALUATION, 0)).isPositive();
        }
    }
}
