package org.flowfoundry.generation.image;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.flowfoundry.generation.image.DiffusionConfig.Form;

/** Standard normal noise in the form of a sample: symmetric in fields, and only where there are steps. */
final class GaussianNoise {

    private GaussianNoise() {}

    /** @return (size) */
    static float[] sample(DiffusionConfig config, int length, SplittableRandom random) {
        int steps = config.steps();
        float[] noise = new float[config.size()];
        for (int i = 0; i < noise.length; i++) {
            if (!Masks.has(config, i, length)) {
                continue;
            }
            int row = i / steps % steps;
            int column = i % steps;
            boolean mirrored = config.form() == Form.FIELDS && column < row;
            noise[i] = mirrored ? noise[i + (column - row) * (steps - 1)] : normal(random);
        }
        return noise;
    }

    private static float normal(RandomGenerator random) {
        return (float) random.nextGaussian();
    }
}
