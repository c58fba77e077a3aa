package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.generation.image.DiffusionConfig.Form;
import org.flowfoundry.training.tensor.HostArrays;

/** Which numbers of samples are of steps that their series have. */
final class Masks {

    private Masks() {}

    /** (rows, size): 1 where there is a step (two, in a field), else 0. */
    static NDArray of(DiffusionConfig config, int[] lengths, NDManager step) {
        return filled(config, lengths, length -> 1, step);
    }

    /** (rows, size): by what to multiply for the mean over a row's numbers. */
    static NDArray shares(DiffusionConfig config, int[] lengths, NDManager step) {
        boolean fields = config.form() == Form.FIELDS;
        return filled(config, lengths, length -> 1.0 / config.channels() / length / (fields ? length : 1), step);
    }

    private static NDArray filled(DiffusionConfig config, int[] lengths, IntToDoubleFunction value, NDManager step) {
        return HostArrays.floats(step, new Shape(lengths.length, config.size()), into -> {
            for (int length : lengths) {
                float inside = (float) value.applyAsDouble(length);
                for (int i = 0; i < config.size(); i++) {
                    into.put(has(config, i, length) ? inside : 0);
                }
            }
        });
    }

    /** Whether the number at a place of a sample is of steps that a series of that length has. */
    static boolean has(DiffusionConfig config, int place, int length) {
        int steps = config.steps();
        return place % steps < length && (config.form() == Form.PLACES || place / steps % steps < length);
    }
}
