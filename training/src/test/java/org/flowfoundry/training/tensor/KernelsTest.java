package org.flowfoundry.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class KernelsTest {

    private static final Cleaner CLEANER = Cleaner.create();

    private final NativeEngine engine = NativeEngine.onCpu();

    private float[] compute(Function<NDManager, NDArray> work) {
        try (NDManager manager = engine.newManager()) {
            return engine.inferring(() -> work.apply(manager).toFloatArray());
        }
    }

    private static void assertClose(float[] actual, double... expected) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    @Test
    void activations() {
        assertClose(compute(m -> Kernels.gelu(m.create(new float[] {-1, 0, 2}))), -0.15865526, 0, 1.9544997);
        assertClose(compute(m -> Kernels.swish(m.create(new float[] {-1, 0, 2}))), -0.26894143, 0, 1.7615942);
        assertClose(compute(m -> Kernels.sigmoid(m.create(new float[] {-1, 0, 2}))), 0.26894143, 0.5, 0.88079708);
    }

    @Test
    void softmaxesAreOverTheLastDimension() {
        double sum = Math.exp(1) + Math.exp(2);
        float[] x = {1, 2, 0, 0};
        assertClose(
                compute(m -> Kernels.softmax(m.create(x, new Shape(2, 2)))),
                Math.exp(1) / sum,
                Math.exp(2) / sum,
                .5,
                .5);
        assertClose(
                compute(m -> Kernels.logSoftmax(m.create(x, new Shape(2, 2)))),
                1 - Math.log(sum),
                2 - Math.log(sum),
                Math.log(.5),
                Math.log(.5));
    }

    @Test
    void layerNormNormalisesThenScales() {
        float[] y = compute(m -> Kernels.layerNorm(
                m.create(new float[] {1, 3, 10, 30}, new Shape(2, 2)),
                m.create(new float[] {2, 2}),
                m.create(new float[] {0, 1})));
        assertThat(y[0]).isCloseTo(-2, within(1e-4f));
        assertThat(y[1]).isCloseTo(3, within(1e-4f));
        assertThat(y[3]).isCloseTo(3, within(1e-4f));
    }

    @Test
    void rowsAndValuesAreFoundByIndex() {
        assertClose(
                compute(m -> Kernels.embedding(
                        m.create(new long[] {1, 0, 1}), m.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)))),
                3,
                4,
                1,
                2,
                3,
                4);
        assertClose(
                compute(m -> Kernels.pick(
                        m.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)),
                        m.create(new long[] {1, 0}, new Shape(2, 1)))),
                2,
                3);
    }

    @Test
    void habitsAreLogarithms() {
        assertClose(
                compute(m -> Kernels.logOnePlus(m.create(new float[] {0, 0.05f, 1}), 20)),
                0,
                Math.log(2),
                Math.log(21));
    }

    /** What Java may collect is collected, and its native memory overwritten. */
    private static void collect() throws InterruptedException {
        CountDownLatch cleaned = new CountDownLatch(1);
        CLEANER.register(new Object(), cleaned::countDown);
        for (int i = 0; i < 50 && cleaned.getCount() > 0; i++) {
            System.gc();
            cleaned.await(20, TimeUnit.MILLISECONDS);
        }
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer.allocateDirect(4).putInt(0, 0x7f000000);
        }
    }

    @Test
    void gradientsKnowTheNumberWhenTheCollectorHasBeenThere() throws InterruptedException {
        try (NDManager manager = engine.newManager()) {
            NDArray x = manager.zeros(new Shape(3));
            x.setRequiresGradient(true);
            NDArray[] results = new NDArray[200];
            engine.differentiating(() -> {
                Arrays.setAll(results, i -> Kernels.times(x, 0.5).sum());
                return null;
            });
            collect();
            engine.differentiating(() -> {
                for (NDArray result : results) {
                    Kernels.backward(result);
                }
                return null;
            });
            assertThat(x.getGradient().toFloatArray()).containsOnly(100f);
        }
    }
}
