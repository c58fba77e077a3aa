package org.flowfoundry.training.tensor;

import java.util.Arrays;
import java.util.Random;

/** First values of parameters. */
public final class InitialParameters {

    private static final double DEVIATION = 0.02;

    private InitialParameters() {}

    /**
     * The flat vector's first values. Each tensor's depend on the seed and its name only, so a model with one more tensor
     * begins with the same values in all others.
     */
    public static float[] draw(ParameterLayout layout, long seed) {
        float[] values = new float[layout.size()];
        int offset = 0;
        for (ParameterSpec spec : layout.specs()) {
            // Random, because its numbers are specified: the same in every JDK.
            fill(values, offset, spec, new Random(seed * 0x9E3779B97F4A7C15L ^ hash(spec.name())));
            offset += spec.size();
        }
        return values;
    }

    private static void fill(float[] values, int offset, ParameterSpec spec, Random random) {
        int end = offset + spec.size();
        switch (spec.initializer()) {
            case ZEROS -> Arrays.fill(values, offset, end, 0);
            case ONES -> Arrays.fill(values, offset, end, 1);
            case NORMAL -> normal(values, offset, end, DEVIATION, random);
            case HALF_NORMAL -> normal(values, offset, end, 0.5, random);
            case XAVIER -> {
                double bound = xavierBound(spec.shape());
                for (int i = offset; i < end; i++) {
                    values[i] = (float) (bound * (2 * random.nextDouble() - 1));
                }
            }
        }
    }

    private static void normal(float[] values, int from, int to, double deviation, Random random) {
        for (int i = from; i < to; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
    }

    /** Weights are (out, in, ...): fan in is the product of all dimensions but the first. */
    private static double xavierBound(int[] shape) {
        long fanIn = 1;
        for (int i = 1; i < shape.length; i++) {
            fanIn *= shape[i];
        }
        return Math.sqrt(6.0 / (fanIn + shape[0]));
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
