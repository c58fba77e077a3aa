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

    private final NDArray cosines;
    private final NDArray sines;
    private final int half;

    /**
     * @param positions (sequences * length), or (length) where all sequences have the same: sequences is 1 then
     * @param headWidth even
     */
    Rotary(NDManager step, int sequences, int[] positions, int headWidth) {
        this.half = headWidth / 2;
        Shape shape = new Shape(sequences, positions.length / sequences, 1, headWidth);
        this.cosines = HostArrays.floats(step, shape, into -> fill(into, positions, false));
        this.sines = HostArrays.floats(step, shape, into -> fill(into, positions, true));
    }

    // The first half of the sines is negated, so that the second operand of the rotation is a swap of the halves.
    private void fill(FloatBuffer into, int[] positions, boolean sine) {
        for (int p = 0; p < positions.length; p++) {
            int row = p * 2 * half;
            for (int i = 0; i < half; i++) {
                double angle = positions[p] * Math.pow(BASE, -(double) i / half);
                into.put(row + i, (float) (sine ? -Math.sin(angle) : Math.cos(angle)));
                into.put(row + half + i, (float) (sine ? Math.sin(angle) : Math.cos(angle)));
            }
        }
    }

    /** (sequences, length, heads, headWidth), turned. */
    NDArray turn(NDArray x) {
        NDList halves = Kernels.split(x, 3, half, half);
        NDArray swapped = halves.get(1).concat(halves.get(0), 3);
        return x.mul(cosines).add(swapped.mul(sines));
    }
}
