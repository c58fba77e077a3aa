package org.flowfoundry.training.tabular;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/** Three layers from a row's inputs to its embedding. */
final class RowNetwork {

    /** Length of an embedding. */
    static final int WIDTH = 96;

    static final int INNER = 192;

    private static final String FIRST = "row/first";
    private static final String SECOND = "row/second";
    private static final String LAST = "row/last";
    private static final String NORM = "/norm";

    private RowNetwork() {}

    /** @param inputs of a row */
    static ParameterLayout layout(int inputs) {
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(FIRST, INNER, inputs));
        specs.addAll(LayerNorm.specs(FIRST + NORM, INNER));
        specs.addAll(Linear.specs(SECOND, INNER, INNER));
        specs.addAll(LayerNorm.specs(SECOND + NORM, INNER));
        specs.addAll(Linear.specs(LAST, WIDTH, INNER));
        return new ParameterLayout(specs);
    }

    /** (rows, inputs) to (rows, {@link #WIDTH}). */
    static NDArray embed(Tensors parameters, NDArray inputs) {
        NDArray first = layer(parameters, FIRST, inputs);
        return Linear.apply(parameters, LAST, layer(parameters, SECOND, first));
    }

    private static NDArray layer(Tensors parameters, String name, NDArray x) {
        return Kernels.gelu(LayerNorm.apply(parameters, name + NORM, Linear.apply(parameters, name, x)));
    }
}
