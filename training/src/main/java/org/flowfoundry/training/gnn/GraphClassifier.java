package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Classes of flows from their states in a graph network, through one linear layer: weighted cross entropy of the labelled
 * flows. All is trained, or that layer only.
 */
public final class GraphClassifier implements Trainable<LabelledGraph>, AutoCloseable {

    private static final String HEAD = "classifier";

    private final GraphModel model;
    private final float[] start;
    private final boolean full;
    private final float[] classWeights;
    private final ParameterLayout head;
    private NDManager owner;
    private Tensors frozen;

    private GraphClassifier(GraphModel model, float[] start, boolean full, float[] classWeights) {
        this.model = model;
        this.start = start;
        this.full = full;
        this.classWeights = classWeights.clone();
        int width = model.config().width();
        this.head = new ParameterLayout(List.of(
                Linear.weight(HEAD, classWeights.length, width, Initializer.NORMAL),
                Linear.bias(HEAD, classWeights.length)));
    }

    /**
     * Trains everything.
     *
     * @param start parameters of the model to begin with: pre-trained, or first values for a training from scratch
     * @param classWeights how much a flow of each class counts; as many as there are classes
     */
    public static GraphClassifier full(GraphModel model, float[] start, float[] classWeights) {
        return new GraphClassifier(model, start, true, classWeights);
    }

    /** Trains the last layer only. */
    public static GraphClassifier headOnly(GraphModel model, float[] start, float[] classWeights) {
        return new GraphClassifier(model, start, false, classWeights);
    }

    @Override
    public ParameterLayout layout() {
        return full ? model.layout().and(head) : head;
    }

    /** First values of what is trained. */
    public float[] initialParameters(long seed) {
        float[] values = InitialParameters.draw(layout(), seed);
        if (full) {
            System.arraycopy(start, 0, values, 0, start.length);
        }
        return values;
    }

    @Override
    public Loss loss(Tensors parameters, LabelledGraph graph, NDManager step, Mode mode, long seed) {
        Dropout dropout =
                full && mode == Mode.TRAINING ? new Dropout(model.config().dropout(), seed) : Dropout.NONE;
        NDArray flows = model.read(network(parameters, step), graph.batch(), step, dropout)
                .flows();
        int[] labelled = labelled(graph);
        if (labelled.length == 0) {
            return new Loss(
                    head(parameters, flows).sum().mul(0), 0, graph.batch().flows());
        }
        NDArray logits = head(parameters, LinkObjective.rows(flows, labelled, step));
        NDArray targets = HostArrays.longs(step, new Shape(labelled.length, 1), into -> {
            for (int flow : labelled) {
                into.put(graph.labels()[flow]);
            }
        });
        NDArray weights = HostArrays.floats(step, new Shape(labelled.length, 1), into -> {
            for (int flow : labelled) {
                into.put(classWeights[graph.labels()[flow]]);
            }
        });
        double weight = 0;
        for (int flow : labelled) {
            weight += classWeights[graph.labels()[flow]];
        }
        NDArray likelihoods = Kernels.pick(Kernels.logSoftmax(logits), targets);
        return new Loss(
                likelihoods.mul(weights).sum().neg(), weight, graph.batch().flows());
    }

    private static NDArray head(Tensors parameters, NDArray states) {
        return Linear.apply(parameters, HEAD, states);
    }

    private static int[] labelled(LabelledGraph graph) {
        int[] flows = new int[graph.labels().length];
        int count = 0;
        for (int flow = 0; flow < flows.length; flow++) {
            if (graph.labels()[flow] != LabelledGraph.NONE) {
                flows[count++] = flow;
            }
        }
        return Arrays.copyOf(flows, count);
    }

    private Tensors network(Tensors trained, NDManager step) {
        if (full) {
            return trained;
        }
        if (frozen == null) {
            owner = NDManager.newBaseManager(step.getDevice(), step.getEngine().getEngineName());
            frozen = Tensors.frozen(model.layout(), start, owner);
        }
        return frozen.within(step);
    }

    /** Takes trained values of the layout apart. */
    public TunedGraph tuned(float[] trained) {
        int biases = trained.length - classWeights.length;
        int weights = trained.length - head.size();
        return new TunedGraph(
                full ? Arrays.copyOf(trained, weights) : start.clone(),
                Arrays.copyOfRange(trained, weights, biases),
                Arrays.copyOfRange(trained, biases, trained.length));
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
