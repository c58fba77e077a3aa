package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** A convolution of 3 by 3 pixels by the name of its parameters. */
final class Convolution {

    private static final int PIXELS = 3;

    private Convolution() {}

    static List<ParameterSpec> specs(String name, int out, int in, Initializer initializer) {
        return List.of(
                new ParameterSpec(name + "/weight", new int[] {out, in, PIXELS, PIXELS}, initializer, true),
                new ParameterSpec(name + "/bias", new int[] {out}, Initializer.ZEROS, false));
    }

    /** (images, height, width, in) to (images, height, width, out), of which a stride of 2 halves height and width. */
    static NDArray apply(Tensors parameters, String name, NDArray x, int stride) {
        return Kernels.convolution(x, parameters.get(name + "/weight"), parameters.get(name + "/bias"), stride);
    }
}
