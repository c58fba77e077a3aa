package org.flowfoundry.training.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.gnn.LinkObjective.Weights;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.model.Replica;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients against differences of losses, for every tensor and every aggregation. */
class GraphGradientTest {

    private static final GraphBatch BATCH = new SampleGraphs(3, 0.2, 0.2).batch(12, 3, 3);

    static Stream<GraphConfig> configs() {
        return SampleGraphs.configs();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void gradientsAreThoseOfTheLoss(GraphConfig config) {
        GraphModel model = SampleGraphs.model(config);
        float[] values = model.initialParameters(11);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.2 * (random.nextDouble() - 0.5));
        }
        LinkObjective objective = new LinkObjective(model, new Weights(1, 0.7, 0.5));
        try (Replica<GraphBatch> replica = new Replica<>(objective, values)) {
            float[] gradient = replica.gradient(BATCH, Mode.TRAINING, 1);
            int offset = 0;
            for (ParameterSpec spec : model.layout().specs()) {
                check(replica, gradient, offset, spec);
                offset += spec.size();
            }
        }
    }

    private static void check(Replica<GraphBatch> replica, float[] gradient, int offset, ParameterSpec spec) {
        double norm = 0;
        for (int i = offset; i < offset + spec.size(); i++) {
            norm += (double) gradient[i] * gradient[i];
        }
        norm = Math.sqrt(norm);
        if (spec.name().startsWith("domain/nf")) {
            assertThat(norm).as("gradient of another domain's " + spec.name()).isZero();
            return;
        }
        assertThat(norm).as("gradient of " + spec.name()).isGreaterThan(0);
        SplittableRandom random = new SplittableRandom(9);
        // Along the gradient, so that its length is right, and along random signs, so that no part of it is missing.
        double[] direction = new double[spec.size()];
        double expected = 0;
        for (int i = 0; i < direction.length; i++) {
            double sign = (random.nextBoolean() ? 1 : -1) / Math.sqrt(direction.length);
            direction[i] = gradient[offset + i] / norm + sign;
            expected += direction[i] * gradient[offset + i];
        }
        // Small steps, as the greatest of several changes abruptly.
        assertThat(replica.slope(BATCH, 1, offset, direction, 0.004))
                .as("slope of " + spec.name())
                .isCloseTo(expected, within(3e-4 + 0.02 * Math.abs(expected)));
    }
}
