package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** Self-attention of one head among all pixels of an image, added to them. */
final class PixelAttention {

    private final String name;
    private final int width;

    PixelAttention(String name, int width) {
        this.name = name;
        this.width = width;
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(LayerNorm.specs(name + "/norm", width));
        specs.addAll(Linear.specs(name + "/qkv", 3 * width, width));
        specs.add(Linear.weight(name + "/output", width, width, Initializer.ZEROS));
        specs.add(Linear.bias(name + "/output", width));
        return specs;
    }

    /** (images, height, width, channels) to the same. */
    NDArray apply(Tensors parameters, NDArray x) {
        NDArray pixels = LayerNorm.apply(parameters, name + "/norm", x)
                .reshape(x.getShape().get(0), -1, width);
        NDList parts = Kernels.split(Linear.apply(parameters, name + "/qkv", pixels), 2, width, width, width);
        NDArray queries = Kernels.times(parts.get(0), 1 / Math.sqrt(width));
        NDArray weights = Kernels.softmax(queries.matMul(parts.get(1).transpose(0, 2, 1)));
        NDArray mixed = weights.matMul(parts.get(2));
        return x.add(Linear.apply(parameters, name + "/output", mixed).reshape(x.getShape()));
    }
}
