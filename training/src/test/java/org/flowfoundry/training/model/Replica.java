package org.flowfoundry.training.model;

import ai.djl.ndarray.NDManager;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/** A model in training, for tests: losses, gradients and plain Adam steps. */
public final class Replica<B> implements AutoCloseable {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;

    private final NativeEngine engine = NativeEngine.onCpu();
    private final Trainable<B> objective;
    private final FlatParameters parameters;
    private final double[] mean;
    private final double[] square;
    private int steps;

    public Replica(Trainable<B> objective, float[] values) {
        this.objective = objective;
        this.parameters = new FlatParameters(objective.layout(), values, engine);
        this.mean = new double[values.length];
        this.square = new double[values.length];
    }

    public FlatParameters parameters() {
        return parameters;
    }

    /** The loss per weight. */
    public double loss(B batch, Mode mode, long seed) {
        try (NDManager step = engine.newManager()) {
            return engine.inferring(() -> {
                Trainable.Loss loss = objective.loss(parameters.tensors(step), batch, step, mode, seed);
                return loss.sum().getFloat() / loss.weight();
            });
        }
    }

    /** The gradient of the loss per weight. */
    public float[] gradient(B batch, Mode mode, long seed) {
        parameters.zeroGradient();
        try (NDManager step = engine.newManager()) {
            double weight = engine.differentiating(() -> {
                Trainable.Loss loss = objective.loss(parameters.tensors(step), batch, step, mode, seed);
                parameters.backward(loss.sum());
                return loss.weight();
            });
            float[] gradient = new float[mean.length];
            parameters.gradient().asFloatBuffer().get(gradient);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= (float) weight;
            }
            return gradient;
        }
    }

    /**
     * How steeply the loss of training changes along a direction, from differences.
     *
     * @param offset of the parameters that the direction is of
     * @param size of the smaller of two steps
     */
    public double slope(B batch, long seed, int offset, double[] direction, double size) {
        // Richardson: the error of the third derivative falls out.
        return (4 * difference(batch, seed, offset, direction, size)
                        - difference(batch, seed, offset, direction, 2 * size))
                / 3;
    }

    private double difference(B batch, long seed, int offset, double[] direction, double size) {
        float[] values = parameters.values();
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            float[] moved = values.clone();
            for (int i = 0; i < direction.length; i++) {
                moved[offset + i] += (float) ((side == 0 ? size : -size) * direction[i]);
            }
            parameters.set(moved);
            losses[side] = loss(batch, Mode.TRAINING, seed);
        }
        parameters.set(values);
        return (losses[0] - losses[1]) / (2 * size);
    }

    /** One step of Adam. */
    public void step(B batch, long seed, double learningRate) {
        float[] gradient = gradient(batch, Mode.TRAINING, seed);
        float[] values = parameters.values();
        steps++;
        double correction = Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
        for (int i = 0; i < values.length; i++) {
            mean[i] = BETA1 * mean[i] + (1 - BETA1) * gradient[i];
            square[i] = BETA2 * square[i] + (1 - BETA2) * gradient[i] * gradient[i];
            values[i] -= (float) (learningRate * correction * mean[i] / (Math.sqrt(square[i]) + 1e-8));
        }
        parameters.set(values);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
