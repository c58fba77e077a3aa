package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** Layer normalisation by the name of its parameters. */
public final class LayerNorm {

    private LayerNorm() {}

    /** Gain and bias. */
    public static List<ParameterSpec> specs(String name, int width) {
        return List.of(
                new ParameterSpec(name + "/gain", new int[] {width}, Initializer.ONES, false),
                new ParameterSpec(name + "/bias", new int[] {width}, Initializer.ZEROS, false));
    }

    /** (..., width) to (..., width). */
    public static NDArray apply(Tensors parameters, String name, NDArray x) {
        return Kernels.layerNorm(x, parameters.get(name + "/gain"), parameters.get(name + "/bias"));
    }
}
