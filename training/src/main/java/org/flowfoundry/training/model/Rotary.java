package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;

/**
 * Rotary positions (Su et al. 2021): turns each pair of a head's numbers, i and i + half, by the position times 10000^(-i/half),
 * so that the product of two tokens depends on their distance only.
 */
final class Rotary {

    private static final double BASE = 10_000;

    private final int heads;
    private final int half;
    private final double scale;
    private final NDArray cosines;
    private final NDArray sines;

    /**
     * @param positions (sequences * length), or (length) where all sequences have the same: sequences is 1 then
     * @param heads of the queries, and as many of the keys
     * @param headWidth even
     * @param scale of the queries; here it costs nothing
     */
    Rotary(NDManager step, int sequences, int[] positions, int heads, int headWidth, double scale) {
        this.heads = heads;
        this.half = headWidth / 2;
        this.scale = scale;
        Shape shape = new Shape(sequences, positions.length / sequences, 2L * heads, headWidth);
        this.cosines = HostArrays.floats(step, shape, into -> fill(into, positions, false));
        this.sines = HostArrays.floats(step, shape, into -> fill(into, positions, true));
    }

    // The first half of the sines is negated, so that the second operand of the rotation is a swap of the halves.
    private void fill(FloatBuffer into, int[] positions, boolean sine) {
        for (int position : positions) {
            float[] line = new float[2 * half];
            for (int i = 0; i < half; i++) {
                double angle = position * Math.pow(BASE, -(double) i / half);
                line[i] = (float) (sine ? -Math.sin(angle) : Math.cos(angle));
                line[half + i] = (float) (sine ? Math.sin(angle) : Math.cos(angle));
            }
            for (int head = 0; head < 2 * heads; head++) {
                for (float number : line) {
                    into.put((float) (head < heads ? scale * number : number));
                }
            }
        }
    }

    /** Queries, then keys, (sequences, length, 2 * heads, headWidth), turned, and the queries scaled. */
    NDArray turn(NDArray x) {
        NDList halves = Kernels.split(x, 3, half, half);
        NDArray swapped = halves.get(1).concat(halves.get(0), 3);
        return x.mul(cosines).add(swapped.mul(sines));
    }
}
