package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.Serializable;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.gnn.GraphModel.States;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.model.ValueLoss;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Pre-training without labels: whether two hosts are linked by a flow that was hidden, asked of their states alone and once more
 * with the flow's own fields at hand; and what the masked fields of visible flows were. The loss is per question.
 */
public final class LinkObjective implements Trainable<GraphBatch> {

    private final GraphModel model;
    private final Weights weights;

    public LinkObjective(GraphModel model, Weights weights) {
        this.model = model;
        this.weights = weights;
    }

    /**
     * How much each part counts; 0 leaves it out.
     *
     * @param hosts links told by the hosts' states, binary cross entropy per question
     * @param flow links told with the flow's own fields at hand, likewise
     * @param fields masked fields, loss per masked value
     */
    public record Weights(double hosts, double flow, double fields) implements Serializable {

        /** All parts alike. */
        public static final Weights EVEN = new Weights(1, 1, 1);

        public Weights {
            if (!(hosts >= 0 && flow >= 0 && fields >= 0 && hosts + flow + fields > 0)) {
                throw new IllegalArgumentException(
                        "Weights must not be negative, nor all 0: " + hosts + ", " + flow + ", " + fields);
            }
        }
    }

    @Override
    public ParameterLayout layout() {
        return model.layout();
    }

    @Override
    public Loss loss(Tensors parameters, GraphBatch batch, NDManager step, Mode mode, long seed) {
        boolean training = mode == Mode.TRAINING;
        Dropout dropout = training ? new Dropout(model.config().dropout(), seed) : Dropout.NONE;
        States states = model.read(parameters, batch, step, dropout);
        // A batch that asks for fields only counts as much as one question.
        double weight = Math.max(1, batch.questions());
        NDArray sum = Kernels.times(states.flows().sum(), 0);
        if (batch.questions() > 0) {
            sum = sum.add(links(parameters, batch, step, states));
        }
        MaskedFields masked = MaskedFields.of(batch, model.domains().get(batch.domain()));
        if (weights.fields() > 0 && masked.count() > 0) {
            NDArray rows = model.reconstruct(parameters, batch.domain(), masked.flows(states.flows(), step));
            sum = sum.add(Kernels.times(masked.loss(rows, step), weights.fields() * weight / masked.count()));
        }
        return new Loss(sum, weight, batch.flows());
    }

    private NDArray links(Tensors parameters, GraphBatch batch, NDManager step, States states) {
        Asked asked = Asked.of(batch, states, step);
        NDArray truth = HostArrays.floats(step, new Shape(batch.questions(), 1), into -> {
            for (boolean linked : batch.linked()) {
                into.put(linked ? 1 : 0);
            }
        });
        NDArray sum = step.zeros(new Shape());
        if (weights.hosts() > 0) {
            NDArray logits = model.links().ofHosts(parameters, asked.sources(), asked.destinations());
            sum = sum.add(Kernels.times(ValueLoss.crossEntropy(logits, truth).sum(), weights.hosts()));
        }
        if (weights.flow() > 0) {
            NDArray logits = model.links().ofFlow(parameters, asked.sources(), asked.destinations(), asked.flows());
            sum = sum.add(Kernels.times(ValueLoss.crossEntropy(logits, truth).sum(), weights.flow()));
        }
        return sum;
    }

    /** The states that questions are about, each (questions, width). */
    record Asked(NDArray sources, NDArray destinations, NDArray flows) {

        static Asked of(GraphBatch batch, States states, NDManager step) {
            return new Asked(
                    rows(states.hosts(), batch.askedSource(), step),
                    rows(states.hosts(), batch.askedDestination(), step),
                    rows(states.own(), batch.askedFlow(), step));
        }
    }

    /** Rows of a table by their numbers. */
    static NDArray rows(NDArray table, int[] numbers, NDManager step) {
        NDArray indices = HostArrays.longs(step, new Shape(numbers.length), into -> {
            for (int number : numbers) {
                into.put(number);
            }
        });
        return Kernels.embedding(indices, table);
    }
}
