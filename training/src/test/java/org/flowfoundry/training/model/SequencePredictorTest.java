package org.flowfoundry.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequencePredictorTest {

    private static final int LENGTH = 16;
    private static final SequenceBatch BATCH = SampleBatches.random(16, LENGTH, Samples.FEATURES, 77);

    static Stream<ModelConfig> configs() {
        return Samples.configs();
    }

    /** Parameters of which none is zero, as after training. */
    private static float[] parameters(ModelConfig config) {
        float[] values = Samples.model(config).initialParameters(3);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.4 * (random.nextDouble() - 0.5));
        }
        return values;
    }

    private static SequencePredictor open(ModelConfig config) {
        return SequencePredictor.open(config, Samples.ENCODER, parameters(config), NativeEngine.onCpu());
    }

    private static float[] token(float[] all, int token) {
        int width = all.length / (BATCH.rows() * LENGTH);
        return Arrays.copyOfRange(all, token * width, (token + 1) * width);
    }

    /** Another window in the place of a token's, of whatever kind that is. */
    private static void change(SequenceBatch batch, int token) {
        batch.starts()[token] = false;
        batch.elapsed()[token] = 3;
        batch.times()[token] += 7200;
        batch.hosts()[token]++;
        Arrays.fill(batch.values(), token * Samples.FEATURES, (token + 1) * Samples.FEATURES, 4.2f);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theFutureAndOtherSegmentsCannotChangeThePast(ModelConfig config) {
        try (SequencePredictor predictor = open(config)) {
            Prediction before = predictor.predict(BATCH);
            for (int changed = 0; changed < BATCH.rows() * LENGTH; changed += 7) {
                SequenceBatch other = SampleBatches.copy(BATCH);
                change(other, changed);
                Prediction after = predictor.predict(other);
                int seeing = 0;
                for (int token = 0; token < BATCH.rows() * LENGTH; token++) {
                    boolean sees = token >= changed
                            && token / LENGTH == changed / LENGTH
                            && BATCH.segments()[token] == BATCH.segments()[changed];
                    if (!sees) {
                        assertThat(token(after.hidden(), token)).containsExactly(token(before.hidden(), token));
                        assertThat(token(after.surprise(), token)).containsExactly(token(before.surprise(), token));
                    } else if (BATCH.segments()[token] >= 0) {
                        assertThat(token(after.hidden(), token)).isNotEqualTo(token(before.hidden(), token));
                        seeing++;
                    }
                }
                assertThat(seeing > 0 || BATCH.segments()[changed] < 0).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void surpriseIsTheLossTakenApart(ModelConfig config) {
        NextWindowObjective objective = new NextWindowObjective(Samples.model(config), Targets.HARD);
        double loss;
        try (Replica<SequenceBatch> replica = new Replica<>(objective, parameters(config))) {
            loss = replica.loss(BATCH, Mode.EVALUATION, 0);
        }
        try (SequencePredictor predictor = open(config)) {
            float[] surprise = predictor.predict(BATCH).surprise();
            double sum = 0;
            int known = 0;
            for (int token = 0; token < BATCH.rows() * LENGTH; token++) {
                float[] own = token(surprise, token);
                boolean first = token % LENGTH == 0 || BATCH.segments()[token - 1] != BATCH.segments()[token];
                if (first || BATCH.segments()[token] < 0) {
                    assertThat(own).containsOnly(Float.NaN);
                    continue;
                }
                assertThat(Float.isNaN(own[0])).isEqualTo(BATCH.elapsed()[token] == 0);
                for (float nats : own) {
                    sum += Float.isNaN(nats) ? 0 : nats;
                    known += Float.isNaN(nats) ? 0 : 1;
                }
            }
            assertThat(sum / known).isCloseTo(loss, within(1e-5));
        }
    }

    /** Each row as one segment; a trajectory from any token must say what a pass over the whole row says. */
    @ParameterizedTest
    @MethodSource("configs")
    void trajectoriesSayWhatAPassSays(ModelConfig config) {
        try (SequencePredictor predictor = open(config)) {
            Prediction whole = predictor.predict(BATCH);
            int[] from = firstTokens();
            try (Trajectories trajectories = predictor.continuing(BATCH, from)) {
                assertThat(trajectories.size()).isEqualTo(from.length);
                for (int ahead = 1; ahead <= 3; ahead++) {
                    int[] next = new int[from.length];
                    for (int i = 0; i < from.length; i++) {
                        next[i] = from[i] + ahead;
                    }
                    assertSame(trajectories, whole, next);
                    append(trajectories, next);
                    for (int i = 0; i < next.length; i++) {
                        float[] hidden =
                                Arrays.copyOfRange(trajectories.hidden(), i * config.width(), (i + 1) * config.width());
                        assertClose(hidden, token(whole.hidden(), next[i]));
                    }
                }
            }
        }
    }

    /** Tokens that have three more of their segment behind them, at various places, one of them twice. */
    private static int[] firstTokens() {
        int[] tokens = new int[BATCH.rows() * LENGTH];
        int count = 0;
        for (int token = 0; token < tokens.length; token++) {
            boolean fits = token % LENGTH + 3 < LENGTH
                    && BATCH.segments()[token] >= 0
                    && BATCH.segments()[token + 3] == BATCH.segments()[token];
            if (fits && token % 3 == 0) {
                tokens[count++] = token;
            }
        }
        tokens[count++] = tokens[0];
        assertThat(count).isGreaterThan(10);
        return Arrays.copyOf(tokens, count);
    }

    private static void assertSame(Trajectories trajectories, Prediction whole, int[] next) {
        int bins = Samples.ENCODER.bins();
        float[] elapsed = trajectories.elapsedProbabilities();
        float[] features = new float[next.length * Samples.FEATURES * bins];
        trajectories.draw(
                Arrays.stream(next).map(token -> BATCH.elapsed()[token]).toArray(),
                Arrays.stream(next).mapToLong(token -> BATCH.times()[token]).toArray(),
                (i, f, probabilities) -> {
                    System.arraycopy(probabilities, 0, features, (i * Samples.FEATURES + f) * bins, bins);
                    return BATCH.values()[next[i] * Samples.FEATURES + f];
                });
        for (int i = 0; i < next.length; i++) {
            float[] surprise = token(whole.surprise(), next[i]);
            int elapsedBin = Samples.ENCODER.elapsedBin(BATCH.elapsed()[next[i]]);
            if (elapsedBin > 0) {
                float probability = elapsed[i * Samples.ENCODER.elapsedBins() + elapsedBin];
                assertThat(-Math.log(probability)).isCloseTo(surprise[0], within(1e-4));
            }
            for (int f = 0; f < Samples.FEATURES; f++) {
                int bin = Samples.ENCODER.bin(f, BATCH.values()[next[i] * Samples.FEATURES + f]);
                float probability = features[(i * Samples.FEATURES + f) * bins + bin];
                assertThat(-Math.log(probability)).isCloseTo(surprise[1 + f], within(1e-4));
            }
        }
    }

    private static void append(Trajectories trajectories, int[] tokens) {
        float[] values = new float[tokens.length * Samples.FEATURES];
        for (int i = 0; i < tokens.length; i++) {
            System.arraycopy(
                    BATCH.values(), tokens[i] * Samples.FEATURES, values, i * Samples.FEATURES, Samples.FEATURES);
        }
        trajectories.append(
                values,
                Arrays.stream(tokens).map(token -> BATCH.elapsed()[token]).toArray(),
                Arrays.stream(tokens).mapToLong(token -> BATCH.times()[token]).toArray());
    }

    private static void assertClose(float[] actual, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void trajectoriesGoOnBeyondTheContext(ModelConfig config) {
        int[] tokens = {0, 5, 40, 41};
        try (SequencePredictor predictor = open(config);
                Trajectories trajectories = predictor.continuing(BATCH, tokens)) {
            int[] elapsed = {1, 1, 2, 3};
            long[] times = {1_700_438_400, 1_700_438_700, 1_700_439_000, 1_700_439_000};
            for (int step = 0; step < 2 * LENGTH; step++) {
                float[] values = new float[tokens.length * Samples.FEATURES];
                Arrays.fill(values, step % 5);
                trajectories.append(values, elapsed, times);
            }
            trajectories.draw(elapsed, times, (i, f, probabilities) -> {
                double sum = 0;
                for (float probability : probabilities) {
                    sum += probability;
                }
                assertThat(sum).isCloseTo(1, within(1e-5));
                return f;
            });
            assertThat(trajectories.elapsedProbabilities()[0]).isZero();
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        ModelConfig config = Samples.configs().findFirst().orElseThrow();
        try (SequencePredictor predictor = open(config)) {
            assertThatThrownBy(() -> predictor.predict(SequenceBatch.empty(1, 17, Samples.FEATURES)))
                    .hasMessage("Rows of 17 tokens for a model of 16");
            assertThatThrownBy(() -> predictor.predict(SequenceBatch.empty(1, 8, 2)))
                    .hasMessage("A batch of 2 features for a model of 3");
            assertThatThrownBy(() -> predictor.continuing(SequenceBatch.empty(1, 8, 3), new int[] {3}))
                    .hasMessage("Token 3 is padding");
            assertThat(predictor.predict(SequenceBatch.empty(1, 8, 3)).surprise())
                    .containsOnly(Float.NaN);
        }
        assertThatThrownBy(() -> SequencePredictor.open(config, Samples.ENCODER, new float[5], NativeEngine.onCpu()))
                .hasMessageContaining("5 values for");
    }
}
