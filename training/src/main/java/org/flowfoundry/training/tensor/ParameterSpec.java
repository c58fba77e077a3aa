package org.flowfoundry.training.tensor;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * One named tensor among a model's parameters.
 *
 * @param name unique in the model; letters, digits, '_' and '/' (DJL gives a dot a meaning of its own)
 * @param shape its dimensions, row-major
 * @param decays whether weight decay applies: to matrices, not to biases, gains and embeddings of positions
 */
public record ParameterSpec(String name, int[] shape, Initializer initializer, boolean decays) {

    /** How a tensor's first values are drawn. */
    public enum Initializer {
        ZEROS,
        ONES,
        /** Normal with standard deviation 0.02. */
        NORMAL,
        /** Normal with standard deviation 0.5: of rows that are to change what they are added to from the start. */
        HALF_NORMAL,
        /** Uniform in +-sqrt(6 / (fan in + fan out)), Glorot and Bengio 2010. */
        XAVIER
    }

    /** The dimensions as DJL has them. */
    Shape dimensions() {
        return new Shape(Arrays.stream(shape).asLongStream().toArray());
    }

    /** The number of values. */
    public int size() {
        int size = 1;
        for (int dimension : shape) {
            size = Math.multiplyExact(size, dimension);
        }
        return size;
    }
}
