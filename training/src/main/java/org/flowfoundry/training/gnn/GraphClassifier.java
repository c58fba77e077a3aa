package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.decision.LogisticRegression;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Classes of flows from their states in a graph network, through one linear layer: weighted cross entropy of the labelled
 * flows.
 */
final class GraphClassifier implements Trainable<LabelledGraph> {

    private static final String HEAD = "classifier";

    private final GraphModel model;
    private final float[] start;
    private final float[] classWeights;
    private final ParameterLayout head;

    /**
     * Trains everything.
     *
     * @param start parameters of the model to begin with: pre-trained, or first values for a training from scratch
     * @param classWeights how much a flow of each class counts; as many as there are classes
     */
    GraphClassifier(GraphModel model, float[] start, float[] classWeights) {
        this.model = model;
        this.start = start;
        this.classWeights = classWeights.clone();
        int width = model.config().width();
        this.head = new ParameterLayout(List.of(
                Linear.weight(HEAD, classWeights.length, width, Initializer.NORMAL),
                Linear.bias(HEAD, classWeights.length)));
    }

    @Override
    public ParameterLayout layout() {
        return model.layout().and(head);
    }

    /** First values of what is trained, the last layer's fitted to the states that the network begins with. */
    float[] initialParameters(LogisticRegression fitted) {
        float[] values = Arrays.copyOf(start, layout().size());
        int at = start.length;
        for (float[] row : fitted.weights()) {
            System.arraycopy(row, 0, values, at, row.length);
            at += row.length;
        }
        System.arraycopy(fitted.biases(), 0, values, at, fitted.biases().length);
        return values;
    }

    @Override
    public Loss loss(Tensors parameters, LabelledGraph graph, NDManager step, Mode mode, long seed) {
        Dropout dropout = mode == Mode.TRAINING ? new Dropout(model.config().dropout(), seed) : Dropout.NONE;
        NDArray flows = model.read(parameters, graph.batch(), step, dropout).flows();
        int[] labelled = labelled(graph);
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

    /** Takes trained values of the layout apart. */
    public TunedGraph tuned(float[] trained) {
        int biases = trained.length - classWeights.length;
        int weights = trained.length - head.size();
        return new TunedGraph(
                Arrays.copyOf(trained, weights),
                Arrays.copyOfRange(trained, weights, biases),
                Arrays.copyOfRange(trained, biases, trained.length));
    }
}
