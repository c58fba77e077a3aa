package org.flowfoundry.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.junit.jupiter.api.Test;

class AdamWTest {

    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new ParameterSpec("w", new int[] {2, 2}, ParameterSpec.Initializer.ZEROS, true),
            new ParameterSpec("b", new int[] {2}, ParameterSpec.Initializer.ZEROS, false)));

    /**
     * What torch.optim.AdamW of PyTorch 2.7.1 gives after torch.nn.utils.clip_grad_norm_(parameters, 1.0), with weight decay
     * 0.1 for w and none for b, betas (0.9, 0.95), learning rate 0.05 / (t + 1).
     */
    private static final float[][] PYTORCH = {
        {0.44749999f, -0.94499999f, 1.9400001f, 0.29875001f, 0.050000008f, -0.25f},
        {0.44828469f, -0.94454092f, 1.9370534f, 0.29609969f, 0.051903445f, -0.25190344f},
        {0.44209236f, -0.93752152f, 1.9283798f, 0.30105138f, 0.046458255f, -0.24645825f},
        {0.44232792f, -0.93713778f, 1.9267575f, 0.29988688f, 0.047246438f, -0.24724643f},
        {0.43989909f, -0.93421417f, 1.9228442f, 0.30157351f, 0.045259923f, -0.24525991f},
    };

    private static final double[] NORMS = {0.95393920, 1.90787840, 2.86181760, 3.81575680, 4.76969624};

    @Test
    void fiveStepsAreThoseOfPyTorch() {
        float[] parameters = {0.5f, -1, 2, 0.25f, 0.1f, -0.3f};
        FloatBuffer buffer = FloatBuffer.wrap(parameters);
        AdamW adamW = new AdamW(LAYOUT, 0.9, 0.95, 0.1);
        for (int t = 0; t < PYTORCH.length; t++) {
            FloatBuffer gradient = FloatBuffer.wrap(gradient(t));
            double norm = GradientNorm.of(gradient, 6);
            assertThat(norm).isEqualTo(NORMS[t], Offset.offset(1e-6));

            adamW.update(buffer, gradient, GradientNorm.clip(norm, 1), 0.05 / (t + 1));

            assertThat(parameters).containsExactly(PYTORCH[t], Offset.offset(3e-7f));
        }
        assertThat(adamW.updates()).isEqualTo(5);
    }

    private static float[] gradient(int t) {
        float[] gradient = new float[6];
        for (int i = 0; i < 6; i++) {
            gradient[i] = (i + 1) * ((i + t) % 2 == 0 ? 1 : -1) * 0.1f * (t + 1);
        }
        return gradient;
    }

    @Test
    void aRestoredOptimizerGoesOnWithTheSameBits() {
        float[] straight = {1, 2, 3, 4, 5, 6};
        AdamW first = new AdamW(LAYOUT, 0.9, 0.999, 0.01);
        for (int t = 0; t < 3; t++) {
            first.update(FloatBuffer.wrap(straight), FloatBuffer.wrap(gradient(t)), 1, 0.01);
        }
        float[] resumed = straight.clone();
        AdamW second = new AdamW(LAYOUT, 0.9, 0.999, 0.01);
        second.restore(first.firstMoment(), first.secondMoment(), first.updates());

        first.update(FloatBuffer.wrap(straight), FloatBuffer.wrap(gradient(3)), 1, 0.01);
        second.update(FloatBuffer.wrap(resumed), FloatBuffer.wrap(gradient(3)), 1, 0.01);

        assertThat(resumed).isEqualTo(straight);
    }

    @Property(tries = 30)
    void vectorsLongerThanABlockAreWorkedOnWhole(@ForAll @IntRange(min = 1, max = 20_000) int size) {
        ParameterLayout layout = new ParameterLayout(
                List.of(new ParameterSpec("w", new int[] {size}, ParameterSpec.Initializer.ZEROS, false)));
        Random random = new Random(size);
        float[] gradient = new float[size];
        double squares = 0;
        for (int i = 0; i < size; i++) {
            gradient[i] = random.nextFloat() + 0.1f;
            squares += (double) gradient[i] * gradient[i];
        }
        float[] parameters = new float[size];

        new AdamW(layout, 0.9, 0.95, 0).update(FloatBuffer.wrap(parameters), FloatBuffer.wrap(gradient), 1, 0.1);

        // The first step of Adam is the learning rate, whatever the gradient.
        for (float parameter : parameters) {
            assertThat(parameter).isEqualTo(-0.1f, Offset.offset(1e-6f));
        }
        assertThat(GradientNorm.of(FloatBuffer.wrap(gradient), size))
                .isEqualTo(Math.sqrt(squares), Offset.offset(1e-9 * size));
    }

    @Test
    void normsOfWhatIsNotFiniteAreNotFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] gradient = new float[5000];
            gradient[4999] = bad;
            assertThat(GradientNorm.of(FloatBuffer.wrap(gradient), 5000)).isNotFinite();
        }
        assertThat(GradientNorm.of(FloatBuffer.wrap(new float[] {Float.MAX_VALUE, Float.MAX_VALUE}), 2))
                .isFinite();
    }

    @Test
    void clippingShortensLongGradientsOnly() {
        assertThat(GradientNorm.clip(10, 1)).isEqualTo(0.1, Offset.offset(1e-6));
        assertThat(GradientNorm.clip(0.5, 1)).isEqualTo(1);
        assertThat(GradientNorm.clip(10, 0)).isEqualTo(1);
    }
}
