package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Distributions of the windows of a batch, each given those before it in its segment. A chained model gives a feature's own
 * distribution only given other features; theirs are drawn, and the mean over draws taken.
 */
public final class WindowForecasts implements AutoCloseable {

    private static final int DRAWS = 64;

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
         * @param features (features, bins): probabilities of each feature's bins, whatever the others are
         * @param joint (features): likelihood of the bin that came, given those of the features before, where the model is
         *     chained; their product is the likelihood of all
         */
        void take(int token, float[] elapsed, float[][] features, float[] joint);
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
        NDArray likelihoods = model.featureLogProbabilities(tensors, asked).exp();
        float[] joint =
                Kernels.pick(likelihoods, questions.featureTargets(step, 0)).toFloatArray();
        float[] features = model.features().isChained() ? marginals(asked, step) : likelihoods.toFloatArray();
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
            float[] came = Arrays.copyOfRange(joint, q * count, (q + 1) * count);
            reader.take(questions.about(q), one, all, came);
        }
    }

    /** (questions, features, bins) */
    private float[] marginals(SequenceModel.Asked asked, NDManager step) {
        int questions = Math.toIntExact(asked.hidden().getShape().get(0));
        int features = model.encoder().features().size();
        int bins = model.encoder().bins();
        float[] mean = new float[questions * features * bins];
        SplittableRandom random = new SplittableRandom(1);
        for (int draw = 0; draw < DRAWS; draw++) {
            try (NDManager inner = step.newSubManager()) {
                model.featuresInOrder(tensors.within(inner), within(asked, inner), (f, probabilities) -> {
                    int[] chosen = new int[questions];
                    for (int q = 0; q < questions; q++) {
                        double left = random.nextDouble();
                        int from = q * bins;
                        for (int bin = 0; bin < bins; bin++) {
                            float share = probabilities[from + bin];
                            mean[(q * features + f) * bins + bin] += share / DRAWS;
                            if (left >= 0) {
                                chosen[q] = bin;
                                left -= share;
                            }
                        }
                    }
                    return chosen;
                });
            }
        }
        return mean;
    }

    private static SequenceModel.Asked within(SequenceModel.Asked asked, NDManager manager) {
        NDArray hidden = asked.hidden().duplicate();
        NDArray queries = asked.queries().duplicate();
        hidden.attach(manager);
        queries.attach(manager);
        Shortcuts.Known known = asked.known();
        if (known != null) {
            NDArray rows = known.featureRows().duplicate();
            NDArray habits = known.habits().duplicate();
            rows.attach(manager);
            habits.attach(manager);
            known = new Shortcuts.Known(rows, null, habits);
        }
        return new SequenceModel.Asked(hidden, queries, null, known);
    }

    @Override
    public void close() {
        manager.close();
    }
}
