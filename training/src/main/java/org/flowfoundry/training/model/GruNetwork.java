package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Stacked gated recurrent units (Cho et al. 2014, in PyTorch's form), whose state begins with zeros in every segment; a norm
 * at the end. The transformer's peer in comparisons.
 */
final class GruNetwork implements SequenceNetwork {

    private static final String LAST_NORM = "norm";

    private final int layers;
    private final int width;

    GruNetwork(ModelConfig config) {
        this.layers = config.layers();
        this.width = config.width();
    }

    private static String input(int layer) {
        return "gru" + layer + "/input";
    }

    private static String recurrent(int layer) {
        return "gru" + layer + "/recurrent";
    }

    @Override
    public List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            specs.addAll(Linear.specs(input(layer), 3 * width, width));
            specs.addAll(Linear.specs(recurrent(layer), 3 * width, width));
        }
        specs.addAll(LayerNorm.specs(LAST_NORM, width));
        return specs;
    }

    @Override
    public List<String> matrices() {
        return IntStream.range(0, layers)
                .boxed()
                .flatMap(layer -> List.of(input(layer), recurrent(layer)).stream())
                .toList();
    }

    @Override
    public List<String> residualOutputs() {
        return List.of();
    }

    @Override
    public Pass forward(Tensors parameters, NDArray x, PackedRows rows, Dropout dropout) {
        NDManager step = x.getManager();
        NDList continues = eachColumn(rows.continues(step), 0, rows.length());
        List<NDArray> states = new ArrayList<>();
        NDArray below = x;
        for (int layer = 0; layer < layers; layer++) {
            NDArray state = layer(parameters, layer, below, rows, continues);
            states.add(state);
            below = layer == layers - 1 ? state : dropout.apply(state);
        }
        return new Pass(LayerNorm.apply(parameters, LAST_NORM, below), states);
    }

    private NDArray layer(Tensors parameters, int layer, NDArray below, PackedRows rows, NDList continues) {
        NDManager step = below.getManager();
        NDList gates = eachColumn(Linear.apply(parameters, input(layer), below), 1, rows.length());
        NDArray state = step.zeros(new Shape(rows.rows(), width));
        NDList states = new NDList();
        for (int column = 0; column < rows.length(); column++) {
            NDArray before =
                    column == 0 ? state : state.mul(continues.get(column).squeeze(0));
            state = cell(parameters, layer, gates.get(column).squeeze(1), before);
            states.add(state);
        }
        return NDArrays.stack(states, 1);
    }

    private static NDList eachColumn(NDArray array, int axis, int columns) {
        long[] ones = new long[columns];
        java.util.Arrays.fill(ones, 1);
        return Kernels.split(array, axis, ones);
    }

    /**
     * One step: reset r, update z, candidate n; the new state is (1 - z) n + z h.
     *
     * @param gates the input's share of r, z and n: (rows, 3 * width)
     * @param state h: (rows, width)
     */
    private NDArray cell(Tensors parameters, int layer, NDArray gates, NDArray state) {
        NDList in = Kernels.split(gates, 1, 2L * width, width);
        NDList own = Kernels.split(Linear.apply(parameters, recurrent(layer), state), 1, 2L * width, width);
        NDList resetUpdate = Kernels.split(Kernels.sigmoid(in.get(0).add(own.get(0))), 1, width, width);
        NDArray candidate = in.get(1).add(resetUpdate.get(0).mul(own.get(1))).tanh();
        return candidate.add(resetUpdate.get(1).mul(state.sub(candidate)));
    }

    @Override
    public Memory remember(NDManager owner, Pass pass, PackedRows rows, int[] tokens) {
        List<NDArray> states = new ArrayList<>();
        try (NDManager step = owner.newSubManager()) {
            NDArray indices = HostArrays.longs(step, new Shape(tokens.length), into -> {
                for (int token : tokens) {
                    into.put(token);
                }
            });
            for (NDArray layer : pass.layers()) {
                NDArray state = Kernels.embedding(indices, layer.reshape(-1, width));
                state.attach(owner);
                states.add(state);
            }
        }
        return (parameters, x) -> append(parameters, x, states, owner);
    }

    private NDArray append(Tensors parameters, NDArray x, List<NDArray> states, NDManager owner) {
        NDArray below = x.squeeze(1);
        for (int layer = 0; layer < layers; layer++) {
            NDArray gates = Linear.apply(parameters, input(layer), below);
            NDArray before = states.get(layer);
            below = cell(parameters, layer, gates, before);
            before.close();
            NDArray kept = below.duplicate();
            kept.attach(owner);
            states.set(layer, kept);
        }
        return LayerNorm.apply(parameters, LAST_NORM, below).expandDims(1);
    }
}
