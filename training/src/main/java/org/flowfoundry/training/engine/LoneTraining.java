package org.flowfoundry.training.engine;

import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.flowfoundry.training.engine.Trainable.Loss;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.GradientNorm;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * A short training on data that one task has in memory, by one thread: no shards, no checkpoints, nobody to agree with.
 *
 * @param <B> a mini-batch
 */
public final class LoneTraining<B> {

    private static final double CLIP = 1;

    private final Trainable<B> trainable;
    private final FlatParameters parameters;
    private final AdamW optimizer;
    private final LearningRate rate;
    private final NativeEngine engine;
    private final long seed;
    private int made;

    /**
     * A training that has made no step yet.
     *
     * @param parameters to be changed; the caller's to close
     * @param seed decides dropout and masks
     */
    public LoneTraining(
            Trainable<B> trainable,
            FlatParameters parameters,
            AdamW optimizer,
            LearningRate rate,
            NativeEngine engine,
            long seed) {
        this.trainable = trainable;
        this.parameters = parameters;
        this.optimizer = optimizer;
        this.rate = rate;
        this.engine = engine;
        this.seed = seed;
    }

    /**
     * Takes so many steps.
     *
     * @param batches those of the next step, which share it
     * @param steps how many more
     */
    public void run(Supplier<List<B>> batches, int steps) {
        for (int step = 0; step < steps; step++) {
            step(batches.get());
        }
    }

    /** One step by the sum of all batches' gradients; their mean loss before it. */
    public double step(List<B> batches) {
        parameters.zeroGradient();
        double loss = 0;
        double weight = 0;
        for (B batch : batches) {
            Sum sum = differentiate(batch);
            loss += sum.loss();
            weight += sum.weight();
        }
        FloatBuffer gradient = parameters.gradient().asFloatBuffer();
        double norm = GradientNorm.of(gradient, trainable.layout().size()) / weight;
        optimizer.update(
                parameters.buffer().asFloatBuffer(), gradient, GradientNorm.clip(norm, CLIP) / weight, rate.at(made++));
        parameters.commit();
        return loss / weight;
    }

    private record Sum(double loss, double weight) {}

    /** Adds to the gradient. */
    private Sum differentiate(B batch) {
        try (NDManager step = engine.newManager()) {
            return engine.differentiating(() -> {
                Loss loss = trainable.loss(parameters.tensors(step), batch, step, Mode.TRAINING, seed * 31 + made + 1);
                parameters.backward(loss.sum());
                return new Sum(loss.sum().getFloat(), loss.weight());
            });
        }
    }
}
