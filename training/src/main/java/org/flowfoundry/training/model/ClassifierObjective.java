package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Classes of windows from the hidden states of a pre-trained model, through one linear layer: weighted cross entropy at the
 * labelled tokens. What is trained beside that layer is decided by how the objective is made: nothing, adapters, or all.
 */
public final class ClassifierObjective implements Trainable<LabelledBatch>, AutoCloseable {

    private static final String HEAD = "classifier";

    private final SequenceModel model;
    private final float[] pretrained;
    /** Null unless adapters are trained. */
    private final Lora lora;

    private final boolean full;
    private final float[] classWeights;
    private final ParameterLayout head;
    private final ParameterLayout layout;
    private NDManager owner;
    private Tensors frozen;

    private ClassifierObjective(
            SequenceModel model, float[] pretrained, Lora lora, boolean full, float[] classWeights) {
        this.model = model;
        this.pretrained = pretrained;
        this.lora = lora;
        this.full = full;
        this.classWeights = classWeights.clone();
        int width = model.config().width();
        this.head = new ParameterLayout(List.of(
                Linear.weight(HEAD, classWeights.length, width, Initializer.NORMAL),
                Linear.bias(HEAD, classWeights.length)));
        this.layout = full
                ? model.layout().and(head)
                : lora == null ? head : lora.layout(model).and(head);
    }

    /**
     * Trains the last layer only.
     *
     * @param pretrained parameters of the model
     * @param classWeights how much a token of each class counts; as many as there are classes
     */
    public static ClassifierObjective headOnly(SequenceModel model, float[] pretrained, float[] classWeights) {
        return new ClassifierObjective(model, pretrained, null, false, classWeights);
    }

    /** Trains the last layer and adapters of the network's matrices. */
    public static ClassifierObjective lora(SequenceModel model, float[] pretrained, Lora lora, float[] classWeights) {
        return new ClassifierObjective(model, pretrained, lora, false, classWeights);
    }

    /** Trains everything, beginning with the pre-trained parameters. */
    public static ClassifierObjective full(SequenceModel model, float[] pretrained, float[] classWeights) {
        return new ClassifierObjective(model, pretrained, null, true, classWeights);
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    /** First values of what is trained. */
    public float[] initialParameters(long seed) {
        float[] values = InitialParameters.draw(layout, seed);
        if (full) {
            System.arraycopy(pretrained, 0, values, 0, pretrained.length);
        }
        return values;
    }

    @Override
    public Loss loss(Tensors parameters, LabelledBatch batch, NDManager step, Mode mode, long seed) {
        boolean training = mode == Mode.TRAINING && (full || lora != null);
        SequenceBatch sequences = batch.sequences();
        EncodedBatch encoded = new EncodedBatch(model.encoding(), sequences);
        Dropout dropout = training ? new Dropout(model.config().dropout(), seed) : Dropout.NONE;
        Disguise disguise = training ? Disguise.draw(encoded, 0, seed) : Disguise.NONE;
        NDArray hidden = model.read(network(parameters, step), encoded, disguise, step, dropout)
                .pass()
                .hidden();
        NDArray logits = Linear.apply(parameters, HEAD, hidden).reshape(-1, classWeights.length);
        NDArray likelihoods = Kernels.pick(Kernels.logSoftmax(logits), targets(step, batch));
        NDArray sum = likelihoods.mul(weights(step, batch)).sum().neg();
        return new Loss(sum, weight(batch), sequences.rows() * (long) sequences.length());
    }

    /** The parameters of the network, the trained ones among them. */
    private Tensors network(Tensors trained, NDManager step) {
        if (full) {
            return trained;
        }
        if (frozen == null) {
            owner = NDManager.newBaseManager(step.getDevice(), step.getEngine().getEngineName());
            frozen = Tensors.frozen(model.layout(), pretrained, owner);
        }
        Tensors base = frozen.within(step);
        return lora == null ? base : base.and(lora.scaled(trained, lora.layout(model)));
    }

    private static NDArray targets(NDManager step, LabelledBatch batch) {
        return HostArrays.longs(step, new Shape(batch.labels().length, 1), into -> {
            for (int label : batch.labels()) {
                into.put(Math.max(0, label));
            }
        });
    }

    private NDArray weights(NDManager step, LabelledBatch batch) {
        return HostArrays.floats(step, new Shape(batch.labels().length, 1), into -> {
            for (int label : batch.labels()) {
                into.put(weight(label));
            }
        });
    }

    private float weight(int label) {
        return label == LabelledBatch.NONE ? 0 : classWeights[label];
    }

    private double weight(LabelledBatch batch) {
        double weight = 0;
        for (int label : batch.labels()) {
            weight += weight(label);
        }
        return weight;
    }

    /**
     * What was trained, as it is used: {@link SequencePredictor} takes the network, and a class's logit is its bias plus the
     * product of its weights with the hidden state.
     *
     * @param network parameters of the model, adapters merged
     * @param weights (classes, width)
     * @param biases (classes)
     */
    public record Classifier(float[] network, float[] weights, float[] biases) {}

    /** Takes trained values of the layout apart. */
    public Classifier classifier(float[] trained) {
        int classes = classWeights.length;
        int width = model.config().width();
        int end = trained.length;
        float[] biases = Arrays.copyOfRange(trained, end - classes, end);
        float[] weights = Arrays.copyOfRange(trained, end - classes - classes * width, end - classes);
        float[] rest = Arrays.copyOf(trained, end - head.size());
        float[] network = full ? rest : lora == null ? pretrained.clone() : lora.merge(model, pretrained, rest);
        return new Classifier(network, weights, biases);
    }

    /** Gives the frozen parameters' memory back. */
    @Override
    public void close() {
        if (owner != null) {
            owner.close();
            owner = null;
            frozen = null;
        }
    }
}
