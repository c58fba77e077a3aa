package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Low-rank adaptation (Hu et al. 2021): a frozen weight W of (out, in) works as W + (scale / rank) U D, with U of (out, rank),
 * zeros at first, and D of (rank, in). Only U and D are trained; merged into W, they cost nothing.
 *
 * @param rank of the change of each matrix
 * @param scale often called alpha
 */
public record Lora(int rank, double scale) implements Serializable {

    static final String DOWN = "/lora_down";
    static final String UP = "/lora_up";

    public Lora {
        if (rank < 1) {
            throw new IllegalArgumentException("The rank of an adapter must be at least 1, not " + rank);
        }
    }

    /** The adapters of all matrices of the model's network. */
    public ParameterLayout layout(SequenceModel model) {
        List<ParameterSpec> specs = new ArrayList<>();
        for (String matrix : model.network().matrices()) {
            int[] shape = model.layout().spec(matrix + "/weight").shape();
            specs.add(new ParameterSpec(matrix + DOWN, new int[] {rank, shape[1]}, Initializer.XAVIER, false));
            specs.add(new ParameterSpec(matrix + UP, new int[] {shape[0], rank}, Initializer.ZEROS, false));
        }
        return new ParameterLayout(specs);
    }

    /** The adapters as {@link Linear} applies them: multiplied by the scale. */
    Tensors scaled(Tensors adapters, ParameterLayout layout) {
        Map<String, NDArray> scaled = new HashMap<>();
        for (ParameterSpec spec : layout.specs()) {
            NDArray tensor = adapters.get(spec.name());
            scaled.put(spec.name(), spec.name().endsWith(UP) ? Kernels.times(tensor, scale / rank) : tensor);
        }
        return new Tensors(scaled);
    }

    /**
     * A model's parameters with the adapters added to its weights.
     *
     * @param parameters of {@link SequenceModel#layout()}
     * @param adapters of {@link #layout}
     */
    public float[] merge(SequenceModel model, float[] parameters, float[] adapters) {
        float[] merged = parameters.clone();
        ParameterLayout layout = layout(model);
        for (String matrix : model.network().matrices()) {
            int[] shape = model.layout().spec(matrix + "/weight").shape();
            add(
                    merged,
                    model.layout().offset(matrix + "/weight"),
                    shape[0],
                    shape[1],
                    adapters,
                    layout.offset(matrix + UP),
                    layout.offset(matrix + DOWN));
        }
        return merged;
    }

    private void add(float[] merged, int weight, int out, int in, float[] adapters, int up, int down) {
        for (int o = 0; o < out; o++) {
            for (int r = 0; r < rank; r++) {
                double factor = scale / rank * adapters[up + o * rank + r];
                for (int i = 0; i < in; i++) {
                    merged[weight + o * in + i] += (float) (factor * adapters[down + r * in + i]);
                }
            }
        }
    }
}
