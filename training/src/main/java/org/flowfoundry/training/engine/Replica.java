package org.flowfoundry.training.engine;

import ai.djl.ndarray.NDManager;
import org.flowfoundry.training.engine.Trainable.Loss;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/** A worker's copy of the model. */
final class Replica<B> implements AutoCloseable {

    private final Trainable<B> model;
    private final NativeEngine engine;
    private final FlatParameters parameters;

    Replica(Trainable<B> model, float[] initial, NativeEngine engine) {
        this.model = model;
        this.engine = engine;
        this.parameters = new FlatParameters(model.layout(), initial, engine);
    }

    /** A batch's loss, as numbers. */
    record Measured(double sum, double weight, long tokens) {}

    FlatParameters parameters() {
        return parameters;
    }

    /** The loss of a batch; the gradient of its sum is added to that of the parameters. */
    Measured train(B batch, long seed) {
        try (NDManager step = engine.newManager()) {
            return engine.differentiating(() -> {
                Loss loss = model.loss(parameters.tensors(step), batch, step, Mode.TRAINING, seed);
                parameters.backward(loss.sum());
                return measured(loss);
            });
        }
    }

    /** The loss of a batch, without dropout and gradient. */
    Measured evaluate(B batch, long seed) {
        try (NDManager step = engine.newManager()) {
            return engine.inferring(
                    () -> measured(model.loss(parameters.tensors(step), batch, step, Mode.EVALUATION, seed)));
        }
    }

    private static Measured measured(Loss loss) {
        return new Measured(loss.sum().getFloat(), loss.weight(), loss.tokens());
    }

    @Override
    public void close() {
        parameters.close();
    }
}
