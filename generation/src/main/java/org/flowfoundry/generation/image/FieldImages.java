package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;

/** Gramian angular fields of a whole batch, on the device. */
final class FieldImages {

    /** Values stand for places so that the diagonal's inverse keeps its digits; as the codec has it. */
    private static final double LOWEST = 0.25;

    private FieldImages() {}

    /**
     * Fields of places.
     *
     * @param places (rows, channels * steps) from -1 to 1
     * @return (rows, channels * steps * steps): x_i x_j - sqrt(1 - x_i^2) sqrt(1 - x_j^2)
     */
    static NDArray of(NDArray places, DiffusionConfig config) {
        long series = places.size() / config.steps();
        double half = (1 - LOWEST) / 2;
        NDArray shift = constant(places, LOWEST + half);
        NDArray x = Kernels.times(places, half).add(shift).reshape(series, config.steps(), 1);
        NDArray one = constant(places, 1);
        NDArray sines = one.sub(x.mul(x)).maximum(constant(places, 0)).sqrt();
        NDArray field = x.matMul(x.transpose(0, 2, 1)).sub(sines.matMul(sines.transpose(0, 2, 1)));
        return field.reshape(-1, config.size());
    }

    private static NDArray constant(NDArray beside, double value) {
        return HostArrays.floats(beside.getManager(), new Shape(), into -> into.put(0, (float) value));
    }
}
