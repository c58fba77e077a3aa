package org.flowfoundry.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.model.ModelConfig.Activation;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelConfig.Positions;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NextWindowObjectiveTest {

    private static final SequenceBatch BATCH = SampleBatches.random(32, 16, Samples.FEATURES, 21);

    static Stream<ModelConfig> configs() {
        return Samples.configs();
    }

    private static Replica<SequenceBatch> replica(ModelConfig config, Targets targets) {
        SequenceModel model = Samples.model(config);
        return new Replica<>(new NextWindowObjective(model, targets), model.initialParameters(1));
    }

    @ParameterizedTest
    @MethodSource("overfitting")
    void learnsRowsByHeart(ModelConfig config) {
        try (Replica<SequenceBatch> replica = replica(config, Targets.HARD)) {
            double before = replica.loss(BATCH, Mode.EVALUATION, 0);
            for (int step = 0; step < 120; step++) {
                replica.step(BATCH, step, 0.01);
            }
            assertThat(replica.loss(BATCH, Mode.EVALUATION, 0)).isLessThan(before / 3);
        }
    }

    static Stream<ModelConfig> overfitting() {
        return Stream.of(Kind.values())
                .map(kind -> new ModelConfig(
                        kind, 16, 2, 32, 2, 64, Activation.GELU, Positions.ROTARY, 0, 0, 0, true, true));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theFirstLossIsThatOfTheShares(ModelConfig config) {
        try (Replica<SequenceBatch> replica = replica(config, Targets.HARD)) {
            assertThat(replica.loss(BATCH, Mode.EVALUATION, 0)).isCloseTo(Math.log(8), within(0.25));
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theSeedDecidesTheLoss(ModelConfig config) {
        ModelConfig dropping = new ModelConfig(
                config.kind(),
                config.context(),
                config.layers(),
                config.width(),
                config.heads(),
                config.feedForward(),
                config.activation(),
                config.positions(),
                0.3,
                config.hostBuckets(),
                0,
                config.shortcuts(),
                config.chained());
        try (Replica<SequenceBatch> replica = replica(dropping, Targets.HARD)) {
            float[] first = replica.gradient(BATCH, Mode.TRAINING, 1);
            assertThat(replica.gradient(BATCH, Mode.TRAINING, 1)).containsExactly(first);
            assertThat(replica.gradient(BATCH, Mode.TRAINING, 2)).isNotEqualTo(first);
            assertThat(replica.loss(BATCH, Mode.EVALUATION, 1)).isEqualTo(replica.loss(BATCH, Mode.EVALUATION, 2));
        }
    }

    @Test
    void runsOfTheSameSeedAreTheSame() {
        ModelConfig config = ModelSize.TINY.config(Kind.TRANSFORMER);
        float[][] results = new float[2][];
        for (int run = 0; run < 2; run++) {
            try (Replica<SequenceBatch> replica = replica(config, new Targets(0.1, 1))) {
                for (int step = 0; step < 5; step++) {
                    replica.step(BATCH, step, 0.01);
                }
                results[run] = replica.parameters().values();
            }
        }
        assertThat(results[1]).containsExactly(results[0]);
    }

    @Test
    void weightsSayHowMuchATokenCounts() {
        ModelConfig config = Samples.config(Kind.TRANSFORMER, Activation.GELU, Positions.ROTARY, 0, 0, true, true);
        SequenceBatch half = SampleBatches.copy(BATCH);
        SequenceBatch doubled = SampleBatches.copy(BATCH);
        for (int token = 0; token < half.weights().length; token++) {
            half.weights()[token] *= token % 2;
            doubled.weights()[token] *= 2;
        }
        try (Replica<SequenceBatch> replica = replica(config, Targets.HARD)) {
            double all = replica.loss(BATCH, Mode.EVALUATION, 0);
            assertThat(replica.loss(half, Mode.EVALUATION, 0)).isNotEqualTo(all);
            assertThat(replica.loss(doubled, Mode.EVALUATION, 0)).isCloseTo(all, within(1e-6));
            SequenceBatch nothing = SequenceBatch.empty(2, 16, Samples.FEATURES);
            assertThat(replica.gradient(nothing, Mode.TRAINING, 0))
                    .hasSize(replica.parameters().layout().size());
        }
    }

    @Test
    void softTargetsAreDistributionsOverTheBinsInUse() {
        java.nio.FloatBuffer table = java.nio.FloatBuffer.allocate(Samples.FEATURES * 8 * 8);
        new Targets(0.1, 1).fill(table, Samples.ENCODER);
        for (int row = 0; row < Samples.FEATURES * 8; row++) {
            double sum = 0;
            for (int bin = 0; bin < 8; bin++) {
                sum += table.get(row * 8 + bin);
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
        assertThat(table.get(0)).isCloseTo(0.9125f, within(1e-6f));
        assertThat(table.get(5 * 8 + 5)).isGreaterThan(table.get(5 * 8 + 4)).isGreaterThan(0.3f);
        assertThat(table.get(5 * 8 + 4))
                .isCloseTo(table.get(5 * 8 + 6), within(1e-6f))
                .isGreaterThan(0.2f);
        assertThat(table.get(5 * 8 + 1)).isCloseTo(0.0125f, within(1e-6f));
    }
}
