package org.flowfoundry.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.LongSupplier;

/** The product of 4096 x 128 and 128 x 512 numbers, in the way that linear layers are computed: what a step cannot beat. */
public final class MatrixProduct {

    private static final int ROWS = 4096;
    private static final int IN = 128;
    private static final int OUT = 512;

    private MatrixProduct() {}

    /** Floating-point operations of one. */
    public static double operations() {
        return 2.0 * ROWS * IN * OUT;
    }

    /** The least time of so many products, in the clock's units. */
    public static long fastest(NativeEngine engine, int repeats, LongSupplier clock) {
        try (NDManager manager = engine.newManager()) {
            NDArray x = manager.ones(new Shape(ROWS, IN));
            NDArray weight = manager.ones(new Shape(OUT, IN));
            return engine.inferring(() -> {
                long fastest = Long.MAX_VALUE;
                for (int i = 0; i < repeats; i++) {
                    long start = clock.getAsLong();
                    Kernels.linear(x, weight, null).close();
                    fastest = Math.min(fastest, clock.getAsLong() - start);
                }
                return fastest;
            });
        }
    }
}
