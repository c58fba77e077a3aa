package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** The mean of the senders' states, through a matrix. */
final class MeanMessages implements Messages {

    private final String name;
    private final int width;

    MeanMessages(String name, int width) {
        this.name = name;
        this.width = width;
    }

    @Override
    public List<ParameterSpec> specs() {
        return List.of(Linear.weight(name, width, width, Initializer.XAVIER));
    }

    @Override
    public NDArray apply(Tensors parameters, NDArray receivers, NDArray senders, EdgeTensors edges) {
        return Kernels.linear(edges.mean(senders), parameters.get(name + "/weight"), null);
    }
}
