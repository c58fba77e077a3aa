package org.flowfoundry.training.model;

import ai.djl.ndarray.NDManager;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.Tensors;

/** Distributions of the windows of a batch, each given those before it in its segment. */
public final class WindowForecasts implements AutoCloseable {

    private final SequenceModel model;
    private final NativeEngine engine;
    private final NDManager manager;
    private final Tensors tensors;

    public WindowForecasts(ModelConfig config, SeriesEncoder encoder, float[] parameters, NativeEngine engine) {
        this.model = new SequenceModel(config, encoder);
        this.engine = engine;
        this.manager = engine.newManager();
        this.tensors = Tensors.frozen(model.layout(), parameters, manager);
    }

    /** Takes distributions. */
    public interface Reader {

        /**
         * @param token of the window that is forecast
         * @param elapsed probabilities of the elapsed bins
         * @param features (features, bins): probabilities of each feature's bins
         */
        void take(int token, float[] elapsed, float[][] features);
    }

    /** Forecasts all windows that have one before them in their segment. */
    public void read(SequenceBatch batch, Reader reader) {
        try (NDManager step = manager.newSubManager()) {
            engine.inferring(() -> {
                read(new EncodedBatch(model.encoding(), batch), step, reader);
                return null;
            });
        }
    }

    private void read(EncodedBatch encoded, NDManager step, Reader reader) {
        Questions questions = new Questions(encoded, model.encoding(), Disguise.NONE);
        for (int token = 0; token < encoded.tokens(); token++) {
            if (encoded.hasNext(token)) {
                questions.add(token, token + 1, 1);
            }
        }
        if (questions.count() == 0) {
            return;
        }
        SequenceModel.Asked asked =
                questions.ask(model, model.read(tensors, encoded, Disguise.NONE, step, Dropout.NONE), step);
        float[] elapsed = model.elapsedLogProbabilities(tensors, asked).exp().toFloatArray();
        float[] features = model.featureLogProbabilities(tensors, asked).exp().toFloatArray();
        int elapsedBins = model.encoder().elapsedBins();
        int bins = model.encoder().bins();
        int count = model.encoder().features().size();
        for (int q = 0; q < questions.count(); q++) {
            float[] one = new float[elapsedBins];
            System.arraycopy(elapsed, q * elapsedBins, one, 0, elapsedBins);
            float[][] all = new float[count][bins];
            for (int f = 0; f < count; f++) {
                System.arraycopy(features, (q * count + f) * bins, all[f], 0, bins);
            }
            reader.take(questions.about(q), one, all);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
