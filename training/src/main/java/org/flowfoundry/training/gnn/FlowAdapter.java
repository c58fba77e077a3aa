package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/**
 * What is a domain's own: its flows' native fields, and which of them are there, through two layers into the space that all
 * domains share, and from there back to the fields. Nothing of another domain's takes part.
 */
final class FlowAdapter {

    /** The matrix that reads the columns, below a domain's name. */
    static final String INPUT = "/in/weight";

    /** What is as large for all domains. */
    static final List<String> INNER = List.of("/in/bias", "/inner/weight", "/inner/bias", "/norm/gain", "/norm/bias");

    private final String name;
    private final int fields;
    private final int width;

    FlowAdapter(DomainFields domain, int width) {
        this.name = domain.prefix();
        this.fields = domain.columns().size();
        this.width = width;
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(name + "/in", width, 2 * fields));
        specs.addAll(Linear.specs(name + "/inner", width, width));
        specs.addAll(LayerNorm.specs(name + "/norm", width));
        specs.addAll(Linear.specs(name + "/out", fields, width));
        return specs;
    }

    /** (flows, 2 fields) to (flows, width). */
    NDArray read(Tensors parameters, NDArray values, Dropout dropout) {
        NDArray inner = Kernels.gelu(Linear.apply(parameters, name + "/in", values));
        return LayerNorm.apply(
                parameters, name + "/norm", Linear.apply(parameters, name + "/inner", dropout.apply(inner)));
    }

    /** Values of the fields, of numbers themselves and of indicators the logits: (flows, width) to (flows, fields). */
    NDArray reconstruct(Tensors parameters, NDArray inner) {
        return Linear.apply(parameters, name + "/out", inner);
    }
}
