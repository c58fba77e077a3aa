package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** A linear layer by the name of its parameters, with a low-rank adapter where the tensors hold one ({@link Lora}). */
public final class Linear {

    private Linear() {}

    /** The matrix of a layer without bias. */
    public static ParameterSpec weight(String name, int out, int in, Initializer initializer) {
        return new ParameterSpec(name + "/weight", new int[] {out, in}, initializer, true);
    }

    /** The bias of a layer. */
    public static ParameterSpec bias(String name, int out) {
        return new ParameterSpec(name + "/bias", new int[] {out}, Initializer.ZEROS, false);
    }

    /** Matrix and bias. */
    public static List<ParameterSpec> specs(String name, int out, int in) {
        return List.of(weight(name, out, in, Initializer.XAVIER), bias(name, out));
    }

    /** (..., in) to (..., out). */
    public static NDArray apply(Tensors parameters, String name, NDArray x) {
        NDArray bias = parameters.has(name + "/bias") ? parameters.get(name + "/bias") : null;
        NDArray y = Kernels.linear(x, parameters.get(name + "/weight"), bias);
        if (!parameters.has(name + Lora.DOWN)) {
            return y;
        }
        NDArray low = Kernels.linear(x, parameters.get(name + Lora.DOWN), null);
        return y.add(Kernels.linear(low, parameters.get(name + Lora.UP), null));
    }
}
