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

    private static final int VALIDATE_EVERY = 5;
    private static final int PATIENCE = 3;
    private static final double CLIP = 1;

    private final Trainable<B> trainable;
    private final FlatParameters parameters;
    private final AdamW optimizer;
    private final LearningRate rate;
    private final NativeEngine engine;
    private final long seed;
    private int steps;

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
     * Takes so many steps, or stops once what was held out no longer gains.
     *
     * @param batches those of the next step, which share it
     * @param heldOut may be empty
     * @return the step that was best for what was held out; all steps where nothing was
     */
    public int run(Supplier<List<B>> batches, int most, List<B> heldOut) {
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int step = 1; step <= most; step++) {
            step(batches.get());
            if (!heldOut.isEmpty() && step % VALIDATE_EVERY == 0) {
                double loss = loss(heldOut);
                if (loss < least) {
                    least = loss;
                    best = step;
                } else if (step >= best + PATIENCE * VALIDATE_EVERY) {
                    return best;
                }
            }
        }
        return heldOut.isEmpty() ? most : best;
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
                parameters.buffer().asFloatBuffer(),
                gradient,
                GradientNorm.clip(norm, CLIP) / weight,
                rate.at(steps++));
        parameters.commit();
        return loss / weight;
    }

    private record Sum(double loss, double weight) {}

    /** Adds to the gradient. */
    private Sum differentiate(B batch) {
        try (NDManager step = engine.newManager()) {
            return engine.differentiating(() -> {
                Loss loss = trainable.loss(parameters.tensors(step), batch, step, Mode.TRAINING, seed * 31 + steps + 1);
                parameters.backward(loss.sum());
                return new Sum(loss.sum().getFloat(), loss.weight());
            });
        }
    }

    private double loss(List<B> batches) {
        double sum = 0;
        double weight = 0;
        for (B batch : batches) {
            try (NDManager step = engine.newManager()) {
                Loss loss = engine.inferring(
                        () -> trainable.loss(parameters.tensors(step), batch, step, Mode.EVALUATION, 0));
                sum += loss.sum().getFloat();
                weight += loss.weight();
            }
        }
        return sum / weight;
    }
}
