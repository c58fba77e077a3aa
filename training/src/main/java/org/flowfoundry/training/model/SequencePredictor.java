package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.Tensors;

/** A trained model at work: plain arrays in and out, no gradients. Threads may share one. */
public final class SequencePredictor implements AutoCloseable {

    private final SequenceModel model;
    private final NativeEngine engine;
    private final NDManager manager;
    private final Tensors tensors;

    private SequencePredictor(SequenceModel model, float[] parameters, NativeEngine engine) {
        this.model = model;
        this.engine = engine;
        this.manager = engine.newManager();
        this.tensors = Tensors.frozen(model.layout(), parameters, manager);
    }

    /**
     * Loads a model.
     *
     * @param parameters of the layout of {@link SequenceModel} for this configuration and encoder
     */
    public static SequencePredictor open(
            ModelConfig config, SeriesEncoder encoder, float[] parameters, NativeEngine engine) {
        return new SequencePredictor(new SequenceModel(config, encoder), parameters, engine);
    }

    public SequenceModel model() {
        return model;
    }

    /** Hidden states and surprises of a batch of at most as many tokens per row as the model's context. */
    public Prediction predict(SequenceBatch batch) {
        try (NDManager step = manager.newSubManager()) {
            EncodedBatch encoded = new EncodedBatch(model.encoding(), batch);
            return engine.inferring(() -> predict(tensors.within(step), encoded, step));
        }
    }

    private Prediction predict(Tensors parameters, EncodedBatch encoded, NDManager step) {
        SequenceModel.Reading reading = model.read(parameters, encoded, Disguise.NONE, step, Dropout.NONE);
        Questions questions = new Questions(encoded, model.encoding(), Disguise.NONE);
        for (int token = 0; token < encoded.tokens(); token++) {
            if (encoded.hasNext(token)) {
                questions.add(token, token + 1, 1);
            }
        }
        float[] surprise = new float[encoded.tokens() * (1 + encoded.batch().features())];
        Arrays.fill(surprise, Float.NaN);
        if (questions.count() > 0) {
            answer(parameters, questions, encoded, reading, step, surprise);
        }
        return new Prediction(reading.pass().hidden().toFloatArray(), surprise);
    }

    private void answer(
            Tensors parameters,
            Questions questions,
            EncodedBatch encoded,
            SequenceModel.Reading reading,
            NDManager step,
            float[] surprise) {
        SequenceModel.Asked asked = questions.ask(model, reading, step);
        NDArray elapsed =
                Kernels.pick(model.elapsedLogProbabilities(parameters, asked), questions.elapsedTargets(step));
        NDArray features =
                Kernels.pick(model.featureLogProbabilities(parameters, asked), questions.featureTargets(step, 0));
        float[] ofElapsed = elapsed.toFloatArray();
        float[] ofFeatures = features.toFloatArray();
        int count = encoded.batch().features();
        for (int q = 0; q < questions.count(); q++) {
            int token = questions.about(q);
            int at = token * (1 + count);
            surprise[at] = encoded.elapsedBin(token) == 0 ? Float.NaN : -ofElapsed[q];
            for (int f = 0; f < count; f++) {
                surprise[at + 1 + f] = -ofFeatures[q * count + f];
            }
        }
    }

    /**
     * Begins trajectories after chosen tokens of a batch, to which windows can be appended one at a time.
     *
     * @param tokens numbers of tokens, row * length + column, each as often as trajectories are wanted from it; none of them
     *     padding
     */
    public Trajectories continuing(SequenceBatch batch, int[] tokens) {
        EncodedBatch encoded = new EncodedBatch(model.encoding(), batch);
        for (int token : tokens) {
            if (encoded.isPadding(token)) {
                throw new IllegalArgumentException("Token " + token + " is padding");
            }
        }
        NDManager owner = manager.newSubManager();
        try (NDManager step = manager.newSubManager()) {
            return engine.inferring(() -> {
                SequenceModel.Reading reading =
                        model.read(tensors.within(step), encoded, Disguise.NONE, step, Dropout.NONE);
                return new Trajectories(model, engine, tensors, owner, encoded, reading, tokens);
            });
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
