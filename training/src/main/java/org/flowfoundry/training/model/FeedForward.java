package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.ModelConfig.Activation;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/** The two feed-forward layers of a block; SwiGLU (Shazeer 2020) has a third one, the gate, computed with the first. */
final class FeedForward {

    private final String name;
    private final int width;
    private final int inner;
    private final Activation activation;

    FeedForward(String name, ModelConfig config) {
        this.name = name;
        this.width = config.width();
        this.inner = config.feedForward();
        this.activation = config.activation();
    }

    List<ParameterSpec> specs() {
        int up = activation == Activation.SWIGLU ? 2 * inner : inner;
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(name + "/up", up, width));
        specs.addAll(Linear.specs(output(), width, inner));
        return specs;
    }

    List<String> matrices() {
        return List.of(name + "/up", output());
    }

    /** The layer that the result comes from. */
    String output() {
        return name + "/down";
    }

    /** (..., width) to (..., width). */
    NDArray apply(Tensors parameters, NDArray x) {
        NDArray up = Linear.apply(parameters, name + "/up", x);
        NDArray active;
        if (activation == Activation.SWIGLU) {
            NDList halves = Kernels.split(up, up.getShape().dimension() - 1, inner, inner);
            active = Kernels.swish(halves.get(0)).mul(halves.get(1));
        } else {
            active = Kernels.gelu(up);
        }
        return Linear.apply(parameters, output(), active);
    }
}
