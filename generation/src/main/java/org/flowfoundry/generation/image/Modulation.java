package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** Layer normalisation whose gain and bias the condition moves (Perez et al. 2018, FiLM; Peebles and Xie 2023). */
final class Modulation {

    private final String name;
    private final int width;
    private final int condition;

    Modulation(String name, int width, int condition) {
        this.name = name;
        this.width = width;
        this.condition = condition;
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(LayerNorm.specs(name, width));
        specs.add(Linear.weight(name + "/condition", 2 * width, condition, Initializer.NORMAL));
        specs.add(Linear.bias(name + "/condition", 2 * width));
        return specs;
    }

    /**
     * Normalises and moves.
     *
     * @param x (rows, ..., width)
     * @param told (rows, condition)
     */
    NDArray apply(Tensors parameters, NDArray x, NDArray told) {
        long[] broadcast = new long[x.getShape().dimension()];
        Arrays.fill(broadcast, 1);
        broadcast[0] = x.getShape().get(0);
        broadcast[broadcast.length - 1] = width;
        NDList moves = Kernels.split(Linear.apply(parameters, name + "/condition", told), 1, width, width);
        NDArray normal = LayerNorm.apply(parameters, name, x);
        NDArray gain = moves.get(0).reshape(new Shape(broadcast));
        return normal.add(normal.mul(gain)).add(moves.get(1).reshape(new Shape(broadcast)));
    }
}
