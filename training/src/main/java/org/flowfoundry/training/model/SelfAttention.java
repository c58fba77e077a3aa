package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/** Multi-head self-attention (Vaswani et al. 2017). */
final class SelfAttention {

    private final String name;
    private final int width;
    private final int heads;

    SelfAttention(String name, int width, int heads) {
        this.name = name;
        this.width = width;
        this.heads = heads;
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(name + "/qkv", 3 * width, width));
        specs.addAll(Linear.specs(output(), width, width));
        return specs;
    }

    List<String> matrices() {
        return List.of(name + "/qkv", output());
    }

    /** The layer that the result comes from. */
    String output() {
        return name + "/output";
    }

    /** What queries are multiplied by, so that scores have variance 1. */
    static double scale(int headWidth) {
        return 1 / Math.sqrt(headWidth);
    }

    /** Queries, scaled, keys and values, each (sequences, length, heads, headWidth). */
    record Projection(NDArray queries, NDArray keys, NDArray values) {}

    /**
     * @param x (sequences, length, width)
     * @param rotary turns queries and keys; null = positions are in x
     */
    Projection project(Tensors parameters, NDArray x, Rotary rotary) {
        long sequences = x.getShape().get(0);
        NDArray all = Linear.apply(parameters, name + "/qkv", x).reshape(sequences, -1, 3L * heads, width / heads);
        if (rotary == null) {
            NDList parts = Kernels.split(all, 2, heads, heads, heads);
            return new Projection(Kernels.times(parts.get(0), scale(width / heads)), parts.get(1), parts.get(2));
        }
        NDList parts = Kernels.split(all, 2, 2L * heads, heads);
        NDList turned = Kernels.split(rotary.turn(parts.get(0)), 2, heads, heads);
        return new Projection(turned.get(0), turned.get(1), parts.get(1));
    }

    /**
     * @param keys (sequences, seen, heads, headWidth)
     * @param values likewise
     * @param mask added to the scores: broadcasts to (sequences, heads, length, seen)
     * @return (sequences, length, width)
     */
    NDArray attend(Tensors parameters, NDArray queries, NDArray keys, NDArray values, NDArray mask) {
        NDArray scores = queries.transpose(0, 2, 1, 3).matMul(keys.transpose(0, 2, 3, 1));
        NDArray weights = Kernels.softmax(scores.add(mask));
        NDArray mixed = weights.matMul(values.transpose(0, 2, 1, 3));
        NDArray joined = mixed.transpose(0, 2, 1, 3).reshape(queries.getShape().get(0), -1, width);
        return Linear.apply(parameters, output(), joined);
    }
}
