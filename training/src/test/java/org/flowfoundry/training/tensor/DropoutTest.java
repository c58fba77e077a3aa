package org.flowfoundry.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class DropoutTest {

    private static float[] dropped(Dropout dropout, int size) {
        NativeEngine engine = NativeEngine.onCpu();
        try (NDManager manager = engine.newManager()) {
            return engine.inferring(
                    () -> dropout.apply(manager.ones(new Shape(size))).toFloatArray());
        }
    }

    @Test
    void theSeedDecidesWhatIsDropped() {
        float[] first = dropped(new Dropout(0.25, 5), 10_001);
        assertThat(dropped(new Dropout(0.25, 5), 10_001)).containsExactly(first);
        assertThat(dropped(new Dropout(0.25, 6), 10_001)).isNotEqualTo(first);
        Dropout twice = new Dropout(0.25, 5);
        assertThat(dropped(twice, 10_001)).containsExactly(first);
        assertThat(dropped(twice, 10_001)).isNotEqualTo(first);
    }

    @Test
    void theShareIsDroppedAndTheMeanIsKept() {
        for (double share : new double[] {0.01, 0.1, 0.5, 0.9}) {
            double sum = 0;
            int zeros = 0;
            for (float value : dropped(new Dropout(share, 1), 200_000)) {
                sum += value;
                zeros += value == 0 ? 1 : 0;
            }
            assertThat(zeros / 200_000.0).isCloseTo(share, within(0.005));
            assertThat(sum / 200_000).isCloseTo(1, within(0.03));
        }
        assertThat(dropped(Dropout.NONE, 100)).containsOnly(1);
    }

    @Test
    void gradientsFlowThroughWhatIsKept() {
        NativeEngine engine = NativeEngine.onCpu();
        try (NDManager manager = engine.newManager()) {
            NDArray x = manager.ones(new Shape(100));
            x.setRequiresGradient(true);
            NDArray y = engine.differentiating(() -> {
                NDArray result = new Dropout(0.5, 3).apply(x);
                Kernels.backward(result.sum());
                return result;
            });
            assertThat(x.getGradient().toFloatArray()).containsExactly(y.toFloatArray());
        }
    }
}
