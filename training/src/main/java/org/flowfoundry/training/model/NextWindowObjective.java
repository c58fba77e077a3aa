package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Generative pre-training: the negative log-likelihood of each next window, in nats per value, the elapsed windows counted as
 * one value beside the features. In training, with {@link ModelConfig#maskedShare}, a share of the windows is hidden from the
 * input, and each of those is asked for once more at its own token.
 */
public final class NextWindowObjective implements Trainable<SequenceBatch> {

    private final SequenceModel model;
    private final Targets targets;

    public NextWindowObjective(SequenceModel model, Targets targets) {
        this.model = model;
        this.targets = targets;
    }

    @Override
    public ParameterLayout layout() {
        return model.layout();
    }

    @Override
    public Loss loss(Tensors parameters, SequenceBatch batch, NDManager step, Mode mode, long seed) {
        boolean training = mode == Mode.TRAINING;
        EncodedBatch encoded = new EncodedBatch(model.encoding(), batch);
        double masked = model.config().maskedShare();
        Disguise disguise = training ? Disguise.draw(encoded, masked, seed) : Disguise.NONE;
        Questions questions = questions(encoded, disguise);
        Dropout dropout = training ? new Dropout(model.config().dropout(), seed) : Dropout.NONE;
        SequenceModel.Reading reading = model.read(parameters, encoded, disguise, step, dropout);
        NDArray sum = questions.count() == 0
                ? Kernels.times(reading.pass().hidden().sum(), 0)
                : sum(parameters, reading, questions, step, training ? targets : Targets.HARD);
        return new Loss(sum, questions.weight(), batch.rows() * (long) batch.length() - padding(encoded));
    }

    /** Every weighted token is asked for the next window; a hidden window, fresh in this batch, for itself. */
    Questions questions(EncodedBatch encoded, Disguise disguise) {
        Questions questions = new Questions(encoded, model.encoding(), disguise);
        float[] weights = encoded.batch().weights();
        for (int token = 0; token < encoded.tokens(); token++) {
            if (weights[token] > 0 && encoded.hasNext(token)) {
                questions.add(token, token + 1, weights[token]);
                if (disguise.windows().get(token + 1)) {
                    questions.add(token + 1, token + 1, weights[token]);
                }
            }
        }
        return questions;
    }

    private static long padding(EncodedBatch encoded) {
        long padding = 0;
        for (int segment : encoded.batch().segments()) {
            padding += segment < 0 ? 1 : 0;
        }
        return padding;
    }

    private NDArray sum(
            Tensors parameters, SequenceModel.Reading reading, Questions questions, NDManager step, Targets aim) {
        SequenceModel.Asked asked = questions.ask(model, reading, step);
        NDArray elapsed =
                Kernels.pick(model.elapsedLogProbabilities(parameters, asked), questions.elapsedTargets(step));
        NDArray features = model.featureLogProbabilities(parameters, asked);
        NDArray perFeature = aim.isHard() ? hard(features, questions, step) : soft(features, questions, step, aim);
        NDArray perQuestion = perFeature.reshape(questions.padded(), -1).sum(new int[] {1}, true);
        NDArray sum = elapsed.mul(questions.elapsedWeights(step))
                .add(perQuestion.mul(questions.weights(step)))
                .sum();
        return sum.neg();
    }

    private static NDArray hard(NDArray logProbabilities, Questions questions, NDManager step) {
        return Kernels.pick(logProbabilities, questions.featureTargets(step, 0));
    }

    private NDArray soft(NDArray logProbabilities, Questions questions, NDManager step, Targets aim) {
        int features = model.encoder().features().size();
        int bins = model.encoder().bins();
        NDArray table = HostArrays.floats(
                step, new Shape((long) features * bins, bins), into -> aim.fill(into, model.encoder()));
        NDArray wanted = Kernels.embedding(questions.featureTargets(step, bins), table);
        return logProbabilities.mul(wanted.reshape(-1, bins)).sum(new int[] {1}, true);
    }
}
