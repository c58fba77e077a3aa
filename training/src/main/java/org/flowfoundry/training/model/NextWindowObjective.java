package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.sequence.SequenceBatch;
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
        BitSet hidden = training ? hiddenWindows(encoded, seed) : new BitSet();
        Questions questions = questions(encoded, hidden);
        double dropout = training ? model.config().dropout() : 0;
        if (dropout > 0) {
            Kernels.seed(seed);
        }
        NDArray states = model.pass(parameters, encoded, hidden, step, dropout).hidden();
        NDArray sum = questions.count() == 0
                ? states.sum().mul(0)
                : sum(parameters, states, questions, step, training ? targets : Targets.HARD);
        return new Loss(sum, questions.weight(), batch.rows() * (long) batch.length() - padding(encoded));
    }

    private BitSet hiddenWindows(EncodedBatch encoded, long seed) {
        BitSet hidden = new BitSet();
        double share = model.config().maskedShare();
        SplittableRandom random = new SplittableRandom(seed);
        for (int token = 0; share > 0 && token < encoded.tokens(); token++) {
            if (random.nextDouble() < share && encoded.isWindow(token)) {
                hidden.set(token);
            }
        }
        return hidden;
    }

    /** Every weighted token is asked for the next window; a hidden window, fresh in this batch, for itself. */
    private Questions questions(EncodedBatch encoded, BitSet hidden) {
        Questions questions = new Questions(encoded, model.encoding());
        float[] weights = encoded.batch().weights();
        for (int token = 0; token < encoded.tokens(); token++) {
            if (weights[token] > 0 && encoded.hasNext(token)) {
                questions.add(token, token + 1, weights[token]);
                if (hidden.get(token + 1)) {
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

    private NDArray sum(Tensors parameters, NDArray states, Questions questions, NDManager step, Targets aim) {
        NDArray asked = Kernels.embedding(
                questions.tokens(step), states.reshape(-1, model.config().width()));
        NDArray elapsed =
                Kernels.pick(model.elapsedLogProbabilities(parameters, asked), questions.elapsedTargets(step));
        NDArray features = model.featureLogProbabilities(parameters, asked, questions.queries(step));
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
