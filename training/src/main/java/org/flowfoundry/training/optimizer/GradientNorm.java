package org.flowfoundry.training.optimizer;

import java.nio.FloatBuffer;

/** The length of a gradient. */
public final class GradientNorm {

    private static final int BLOCK = 4096;
    private static final int LANES = 8;

    private GradientNorm() {}

    /** The Euclidean norm of the first so many values; not finite where one of them is not. */
    public static double of(FloatBuffer gradient, int size) {
        float[] block = new float[BLOCK];
        double[] sums = new double[LANES];
        for (int from = 0; from < size; from += BLOCK) {
            int count = Math.min(BLOCK, size - from);
            gradient.get(from, block, 0, count);
            // Independent sums, in an order that is the same everywhere: one would wait for each addition before the
            // next.
            int i = 0;
            for (; i + LANES <= count; i += LANES) {
                for (int lane = 0; lane < LANES; lane++) {
                    sums[lane] += (double) block[i + lane] * block[i + lane];
                }
            }
            for (; i < count; i++) {
                sums[0] += (double) block[i] * block[i];
            }
        }
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return Math.sqrt(sum);
    }

    /** What a gradient is multiplied by so that it is no longer than a limit; 0 = no limit. As in PyTorch. */
    public static double clip(double norm, double limit) {
        return limit == 0 ? 1 : Math.min(1, limit / (norm + 1e-6));
    }
}
