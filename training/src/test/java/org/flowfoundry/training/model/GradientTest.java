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
                check(replica, values, gradient, offset, spec);
                offset += spec.size();
            }
        }
    }

    /** Along the gradient itself, so that its length is right, and along random signs, so that no part of it is missing. */
    private static void check(
            Replica<SequenceBatch> replica, float[] values, float[] gradient, int offset, ParameterSpec spec) {
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
            double measured = slope(replica, values, offset, direction);
            assertThat(measured)
                    .as("slope of " + spec.name())
                    .isCloseTo(expected, within(2e-4 + 0.01 * Math.abs(expected)));
        }
    }

    private static double slope(Replica<SequenceBatch> replica, float[] values, int offset, double[] direction) {
        // Richardson: the error of the third derivative falls out.
        return (4 * slope(replica, values, offset, direction, 0.01) - slope(replica, values, offset, direction, 0.02))
                / 3;
    }

    private static double slope(
            Replica<SequenceBatch> replica, float[] values, int offset, double[] direction, double size) {
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            float[] moved = values.clone();
            for (int i = 0; i < direction.length; i++) {
                moved[offset + i] += (float) ((side == 0 ? size : -size) * direction[i]);
            }
            replica.parameters().set(moved);
            losses[side] = replica.loss(BATCH, Mode.TRAINING, 1);
        }
        replica.parameters().set(values);
        return (losses[0] - losses[1]) / (2 * size);
    }
}
