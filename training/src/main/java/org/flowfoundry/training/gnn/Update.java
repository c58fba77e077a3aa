package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/** How nodes of a kind take in what they heard: state + W gelu(V normalised state + messages). */
final class Update {

    private final String name;
    private final int width;

    Update(String name, int width) {
        this.name = name;
        this.width = width;
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(name + "/self", width, width));
        specs.addAll(Linear.specs(output(), width, width));
        return specs;
    }

    /** The layer that is added to the state. */
    String output() {
        return name + "/out";
    }

    /**
     * @param state (nodes, width)
     * @param normalised (nodes, width) the state, normalised
     * @param messages each (nodes, width)
     */
    NDArray apply(Tensors parameters, NDArray state, NDArray normalised, Dropout dropout, NDArray... messages) {
        NDArray inner = Linear.apply(parameters, name + "/self", normalised);
        for (NDArray message : messages) {
            inner = inner.add(message);
        }
        return state.add(dropout.apply(Linear.apply(parameters, output(), Kernels.gelu(inner))));
    }
}
