package org.flowfoundry.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OuterStepTest {

    /** torch.optim.SGD(lr=0.7, momentum=0.9, nesterov=True) with the differences as gradients, PyTorch 2.7.1. */
    @Test
    void threeStepsAreThoseOfPyTorch() {
        float[][] expected = {
            {0.86699998f, -1.734f, 2.6010001f},
            {0.54430002f, -1.3546f, 2.2314f},
            {-0.019129964f, -0.87313998f, 1.86026f}
        };
        float[] parameters = {1, -2, 3};
        OuterStep outer = new OuterStep(parameters, 0.7, 0.9);
        for (int t = 0; t < 3; t++) {
            float[] gradient = {0.1f * (t + 1), -0.2f, 0.3f / (t + 1)};
            // Two workers, one of which stayed where it was.
            float[] moved = parameters.clone();
            for (int i = 0; i < 3; i++) {
                moved[i] -= 2 * gradient[i];
            }
            float[] differences = new float[3];
            outer.difference(FloatBuffer.wrap(moved), FloatBuffer.wrap(differences));

            outer.step(FloatBuffer.wrap(differences), 2, FloatBuffer.wrap(parameters));

            assertThat(parameters).containsExactly(expected[t], Offset.offset(2e-6f));
        }
    }

    @Test
    void withoutMomentumAtRateOneItIsTheMean() {
        OuterStep outer = new OuterStep(new float[] {1}, 1, 0);
        float[] differences = new float[1];
        float[] parameters = {4};
        outer.difference(FloatBuffer.wrap(parameters), FloatBuffer.wrap(differences));
        differences[0] += 1 - 6;

        outer.step(FloatBuffer.wrap(differences), 2, FloatBuffer.wrap(parameters));

        assertThat(parameters).containsExactly(5);
    }

    @Test
    void goesOnFromWhatIsRestored() {
        OuterStep outer = new OuterStep(new float[] {0}, 1, 0.5);
        outer.restore(new float[] {10}, new float[] {4});
        float[] parameters = {8};
        float[] differences = new float[1];
        outer.difference(FloatBuffer.wrap(parameters), FloatBuffer.wrap(differences));

        outer.step(FloatBuffer.wrap(differences), 1, FloatBuffer.wrap(parameters));

        // b = 0.5 * 4 + 2; 10 - (2 + 0.5 * 4)
        assertThat(parameters).containsExactly(6);
        assertThat(outer.momentum()).containsExactly(4);
    }
}
