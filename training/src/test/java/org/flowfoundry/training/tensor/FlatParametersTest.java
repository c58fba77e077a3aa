package org.flowfoundry.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.junit.jupiter.api.Test;

class FlatParametersTest {

    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new ParameterSpec("weight", new int[] {2, 3}, Initializer.XAVIER, true),
            new ParameterSpec("bias", new int[] {2}, Initializer.ZEROS, false)));
    private static final float[] VALUES = {1, 2, 3, 4, 5, 6, 7, 8};

    private final NativeEngine engine = NativeEngine.onCpu();

    /** The loss sum(x W^T + b): its gradient is the sum of the inputs for W, the number of rows for b. */
    private void backward(FlatParameters parameters, float... x) {
        try (NDManager step = engine.newManager()) {
            NDArray loss = engine.differentiating(() -> {
                Tensors tensors = parameters.tensors(step);
                NDArray input = step.create(x).reshape(-1, 3);
                return Kernels.linear(input, tensors.get("weight"), tensors.get("bias"))
                        .sum();
            });
            parameters.backward(loss);
        }
    }

    private static float[] floats(ByteBuffer buffer) {
        FloatBuffer view = buffer.asFloatBuffer();
        float[] copy = new float[view.remaining()];
        view.get(copy);
        return copy;
    }

    @Test
    void theTensorsAreCutOutOfTheVector() {
        try (FlatParameters parameters = new FlatParameters(LAYOUT, VALUES, engine);
                NDManager step = engine.newManager()) {
            Tensors tensors = engine.inferring(() -> parameters.tensors(step));
            assertThat(tensors.get("weight").getShape().getShape()).containsExactly(2, 3);
            assertThat(tensors.get("weight").toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(tensors.get("bias").toFloatArray()).containsExactly(7, 8);
            assertThat(parameters.values()).containsExactly(VALUES);
            assertThatThrownBy(() -> tensors.get("gain")).hasMessageContaining("No parameter 'gain'");
        }
    }

    @Test
    void gradientsAreOfTheVectorAndAddUpUntilZeroed() {
        try (FlatParameters parameters = new FlatParameters(LAYOUT, VALUES, engine)) {
            backward(parameters, 1, 2, 3);
            assertThat(floats(parameters.gradient())).containsExactly(1, 2, 3, 1, 2, 3, 1, 1);
            backward(parameters, 10, 20, 30, 1, 1, 1);
            assertThat(floats(parameters.gradient())).containsExactly(12, 23, 34, 12, 23, 34, 3, 3);
            parameters.zeroGradient();
            assertThat(floats(parameters.gradient())).containsOnly(0);
            backward(parameters, 1, 2, 3);
            assertThat(floats(parameters.gradient())).containsExactly(1, 2, 3, 1, 2, 3, 1, 1);
        }
    }

    @Test
    void whatIsWrittenToTheBufferIsWhatTheModelSees() {
        try (FlatParameters parameters = new FlatParameters(LAYOUT, VALUES, engine);
                NDManager step = engine.newManager()) {
            backward(parameters, 1, 2, 3);
            parameters.buffer().asFloatBuffer().put(6, -1);
            parameters.commit();
            Tensors tensors = engine.inferring(() -> parameters.tensors(step));
            assertThat(tensors.get("bias").toFloatArray()).containsExactly(-1, 8);
            parameters.set(new float[8]);
            assertThat(parameters.values()).containsOnly(0);
            assertThat(tensors.get("weight").toFloatArray()).containsOnly(0);
        }
    }

    @Test
    void theGradientsBufferCanBeReplacedByASum() {
        try (FlatParameters parameters = new FlatParameters(LAYOUT, VALUES, engine)) {
            backward(parameters, 1, 2, 3);
            parameters.gradient().asFloatBuffer().put(0, 100);
            assertThat(floats(parameters.gradient())).startsWith(100, 2, 3);
        }
    }

    @Test
    void valuesOfAnotherModelAreRefused() {
        assertThatThrownBy(() -> new FlatParameters(LAYOUT, new float[7], engine))
                .hasMessage("7 values for 8 parameters");
    }

    @Test
    void threadsTrainSideBySide() throws InterruptedException {
        float[][] gradients = new float[2][];
        Thread[] threads = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int me = i;
            threads[i] = new Thread(() -> {
                try (FlatParameters parameters = new FlatParameters(LAYOUT, VALUES, engine)) {
                    for (int repeat = 0; repeat < 50; repeat++) {
                        parameters.zeroGradient();
                        backward(parameters, me, me, me);
                    }
                    gradients[me] = floats(parameters.gradient());
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(gradients[0]).containsExactly(0, 0, 0, 0, 0, 0, 1, 1);
        assertThat(gradients[1]).containsExactly(1, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void noMemoryIsKeptFromStepToStep() {
        try (FlatParameters parameters = new FlatParameters(LAYOUT, VALUES, engine)) {
            backward(parameters, 1, 2, 3);
            parameters.gradient();
            int before = parameters.managedArrays();
            for (int i = 0; i < 20; i++) {
                backward(parameters, 1, 2, 3);
                parameters.gradient();
                parameters.zeroGradient();
                parameters.commit();
            }
            assertThat(parameters.managedArrays()).isEqualTo(before);
        }
    }
}
