package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDManager;
import java.util.function.BiFunction;
import org.flowfoundry.training.gnn.GraphModel.States;
import org.flowfoundry.training.gnn.LinkObjective.Asked;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.Tensors;

/** A trained graph network at work: plain arrays in and out, no gradients. Threads may share one. */
public final class GraphPredictor implements AutoCloseable {

    private final GraphModel model;
    private final NativeEngine engine;
    private final NDManager manager;
    private final Tensors tensors;

    private GraphPredictor(GraphModel model, float[] parameters, NativeEngine engine) {
        this.model = model;
        this.engine = engine;
        this.manager = engine.newManager();
        this.tensors = Tensors.frozen(model.layout(), parameters, manager);
    }

    /** @param parameters of the model's layout */
    public static GraphPredictor open(GraphModel model, float[] parameters, NativeEngine engine) {
        return new GraphPredictor(model, parameters, engine);
    }

    /**
     * What flows are in their surroundings.
     *
     * @return (flows, width) of the batch; of a hidden flow only what it is in itself
     */
    public float[] embed(GraphBatch batch) {
        return read(batch, (parameters, states) -> states.flows().toFloatArray());
    }

    /**
     * How likely questions are links.
     *
     * @param knowsFlow whether the flow's own fields may be used, beside the hosts' states
     * @return (questions) logits
     */
    public float[] links(GraphBatch batch, boolean knowsFlow) {
        if (batch.questions() == 0) {
            return new float[0];
        }
        LinkDecoder decoder = model.links();
        return read(batch, (parameters, states) -> {
            Asked asked = Asked.of(batch, states, states.flows().getManager());
            return (knowsFlow
                            ? decoder.ofFlow(parameters, asked.sources(), asked.destinations(), asked.flows())
                            : decoder.ofHosts(parameters, asked.sources(), asked.destinations()))
                    .toFloatArray();
        });
    }

    private float[] read(GraphBatch batch, BiFunction<Tensors, States, float[]> take) {
        try (NDManager step = manager.newSubManager()) {
            return engine.inferring(() -> {
                Tensors parameters = tensors.within(step);
                return take.apply(parameters, model.read(parameters, batch, step, Dropout.NONE));
            });
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
