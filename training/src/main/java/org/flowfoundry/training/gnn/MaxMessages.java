package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Max pooling (Hamilton et al. 2017, eq. 3): senders through a layer, the greatest of each value, through a matrix. Which
 * sender has the greatest is found outside the graph of gradients; picking it is within.
 */
final class MaxMessages implements Messages {

    private final String name;
    private final int width;

    MaxMessages(String name, int width) {
        this.name = name;
        this.width = width;
    }

    @Override
    public List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(name + "/pool", width, width));
        specs.add(Linear.weight(name, width, width, Initializer.XAVIER));
        return specs;
    }

    @Override
    public NDArray apply(Tensors parameters, NDArray receivers, NDArray senders, EdgeTensors edges) {
        NDManager step = senders.getManager();
        Edges plain = edges.edges();
        if (plain.count() == 0) {
            return receivers.zerosLike();
        }
        NDArray pooled = Kernels.gelu(Linear.apply(parameters, name + "/pool", senders));
        int[] chosen = plain.greatest(pooled.toFloatArray(), width);
        NDArray indices = HostArrays.longs(step, new Shape(plain.receivers(), width), into -> {
            for (int sender : chosen) {
                into.put(sender);
            }
        });
        NDArray heard = HostArrays.floats(step, new Shape(plain.receivers(), 1), into -> {
            for (int receiver : plain.to()) {
                into.put(receiver, 1);
            }
        });
        NDArray greatest = Kernels.pickRows(pooled, indices).mul(heard);
        return Kernels.linear(greatest, parameters.get(name + "/weight"), null);
    }
}
