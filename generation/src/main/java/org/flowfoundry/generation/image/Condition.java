package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** What a network is told beside the noisy sample: time, class and length, as one vector. */
final class Condition {

    private static final String TIME = "condition/time";
    private static final String CLASSES = "condition/classes";
    private static final String LENGTHS = "condition/lengths";
    private static final int WAVES = 32;

    private final DiffusionConfig config;

    Condition(DiffusionConfig config) {
        this.config = config;
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(TIME, config.width(), 2 * WAVES));
        specs.add(table(CLASSES, config.classes() + 1));
        specs.add(table(LENGTHS, config.steps() + 1));
        return specs;
    }

    private ParameterSpec table(String name, int rows) {
        return new ParameterSpec(name, new int[] {rows, config.width()}, Initializer.HALF_NORMAL, false);
    }

    /**
     * The vectors.
     *
     * @param times (rows)
     * @param classes (rows); {@link DiffusionConfig#noClass()} = none told
     * @param lengths (rows)
     * @return (rows, width)
     */
    NDArray of(Tensors parameters, double[] times, int[] classes, int[] lengths, NDManager step) {
        NDArray time = Linear.apply(parameters, TIME, waves(times, step));
        NDArray label = Kernels.embedding(numbers(classes, step), parameters.get(CLASSES));
        NDArray length = Kernels.embedding(numbers(lengths, step), parameters.get(LENGTHS));
        return Kernels.swish(time.add(label).add(length));
    }

    private static NDArray numbers(int[] numbers, NDManager step) {
        return HostArrays.longs(step, new Shape(numbers.length), into -> {
            for (int number : numbers) {
                into.put(number);
            }
        });
    }

    /** Sines and cosines of times, from one wave to 1,000 in the unit of time (Vaswani et al. 2017). */
    private static NDArray waves(double[] times, NDManager step) {
        return HostArrays.floats(step, new Shape(times.length, 2 * WAVES), into -> {
            for (double time : times) {
                for (int wave = 0; wave < WAVES; wave++) {
                    double angle = time * 1000 * Math.pow(1000, -(double) wave / (WAVES - 1));
                    into.put((float) Math.sin(angle));
                    into.put((float) Math.cos(angle));
                }
            }
        });
    }
}
