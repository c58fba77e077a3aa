package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/** A trained model at work: loaded once, asked for batch after batch. Not for several threads at once. */
public final class SeriesSampler implements AutoCloseable {

    private final DiffusionModel model;
    private final NativeEngine engine;
    private final FlatParameters parameters;

    public SeriesSampler(DiffusionConfig config, float[] parameters, NativeEngine engine) {
        this.model = new DiffusionModel(config);
        this.engine = engine;
        this.parameters = new FlatParameters(model.layout(), parameters, engine);
    }

    /**
     * Draws samples.
     *
     * @param seeds (rows) each decides its row, whatever the others are
     * @return (rows, size) places or fields
     */
    public float[][] sample(SamplingMethod method, int steps, double guidance, Wanted wanted, long[] seeds) {
        SplittableRandom[] randoms = new SplittableRandom[seeds.length];
        for (int i = 0; i < seeds.length; i++) {
            randoms[i] = new SplittableRandom(seeds[i]);
        }
        return new Sampler(method, steps, 1)
                .sample(
                        seeds.length,
                        (noisy, time) -> velocities(noisy, time, wanted, guidance),
                        row -> GaussianNoise.sample(model.config(), wanted.lengths()[row], randoms[row]));
    }

    private float[][] velocities(float[][] noisy, double time, Wanted wanted, double guidance) {
        try (NDManager step = engine.newManager()) {
            return engine.inferring(
                    () -> model.velocities(parameters.tensors(step), noisy, time, wanted, guidance, step));
        }
    }

    @Override
    public void close() {
        parameters.close();
    }
}
