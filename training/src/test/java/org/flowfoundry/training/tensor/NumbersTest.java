package org.flowfoundry.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NumbersTest {

    private static final Cleaner CLEANER = Cleaner.create();

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
        NativeEngine engine = NativeEngine.onCpu();
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
