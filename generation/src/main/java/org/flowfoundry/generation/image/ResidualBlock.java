package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** Two convolutions beside a way around them, the second one moved by the condition. */
final class ResidualBlock {

    private final String name;
    private final int in;
    private final int out;
    private final Modulation modulation;

    ResidualBlock(String name, int in, int out, int condition) {
        this.name = name;
        this.in = in;
        this.out = out;
        this.modulation = new Modulation(name + "/modulation", out, condition);
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(LayerNorm.specs(name + "/norm", in));
        specs.addAll(Convolution.specs(name + "/first", out, in, Initializer.XAVIER));
        specs.addAll(modulation.specs());
        specs.addAll(Convolution.specs(name + "/second", out, out, Initializer.ZEROS));
        if (in != out) {
            specs.addAll(Linear.specs(name + "/around", out, in));
        }
        return specs;
    }

    /** (images, height, width, in) to (images, height, width, out). */
    NDArray apply(Tensors parameters, NDArray x, NDArray condition) {
        NDArray active = Kernels.swish(LayerNorm.apply(parameters, name + "/norm", x));
        NDArray first = Convolution.apply(parameters, name + "/first", active, 1);
        NDArray moved = Kernels.swish(modulation.apply(parameters, first, condition));
        NDArray second = Convolution.apply(parameters, name + "/second", moved, 1);
        return second.add(in == out ? x : Linear.apply(parameters, name + "/around", x));
    }
}
