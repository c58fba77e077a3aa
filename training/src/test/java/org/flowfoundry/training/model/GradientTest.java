package org.flowfoundry.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients against differences of losses, for every parameter tensor of every kind of model. */
class GradientTest {

    private static final SequenceBatch BATCH = SampleBatches.random(6, 16, Samples.FEATURES, 3);

    static Stream<ModelConfig> configs() {
        return Samples.configs();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void gradientsAreThoseOfTheLoss(ModelConfig config) {
        SequenceModel model = Samples.model(config);
        float[] values = model.initialParameters(11);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.3 * (random.nextDouble() - 0.5));
        }
        NextWindowObjective objective = new NextWindowObjective(model, new Targets(0.05, 0.7));
        try (Replica<SequenceBatch> replica = new Replica<>(objective, values)) {
            float[] gradient = replica.gradient(BATCH, Mode.TRAINING, 1);
            int offset = 0;
            for (ParameterSpec spec : model.layout().specs()) {
                check(replica, gradient, offset, spec);
                offset += spec.size();
            }
        }
    }

    /** Along the gradient itself, so that its length is right, and along random signs, so that no part of it is missing. */
    private static void check(Replica<SequenceBatch> replica, float[] gradient, int offset, ParameterSpec spec) {
        double norm = 0;
        for (int i = offset; i < offset + spec.size(); i++) {
            norm += (double) gradient[i] * gradient[i];
        }
        norm = Math.sqrt(norm);
        assertThat(norm).as("gradient of " + spec.name()).isGreaterThan(0);
        double[] along = new double[spec.size()];
        double[] signs = new double[spec.size()];
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < along.length; i++) {
            along[i] = gradient[offset + i] / norm;
            signs[i] = (random.nextBoolean() ? 1 : -1) / Math.sqrt(along.length);
        }
        for (double[] direction : new double[][] {along, signs}) {
            double expected = 0;
            for (int i = 0; i < direction.length; i++) {
                expected += direction[i] * gradient[offset + i];
            }
            double measured = replica.slope(BATCH, 1, offset, direction, 0.01);
            assertThat(measured)
                    .as("slope of " + spec.name())
                    .isCloseTo(expected, within(2e-4 + 0.01 * Math.abs(expected)));
        }
    }
}
