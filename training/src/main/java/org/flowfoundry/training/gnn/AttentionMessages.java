package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Additive attention over a receiver's edges, in heads: the score is that of the receiver plus that of the sender plus, where
 * time lies between, a slope times its logarithm; capped smoothly, so that the softmax needs no greatest score to stay finite.
 */
final class AttentionMessages implements Messages {

    private static final float CAP = 5;
    private static final float TINY = 1e-8f;

    private final String name;
    private final int width;
    private final int heads;
    private final boolean timed;

    /** @param timed whether time lies between senders and receivers */
    AttentionMessages(String name, int width, int heads, boolean timed) {
        this.timed = timed;
        this.name = name;
        this.width = width;
        this.heads = heads;
    }

    @Override
    public List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(Linear.weight(name + "/value", width, width, Initializer.XAVIER));
        specs.addAll(Linear.specs(name + "/receiver", heads, width));
        specs.add(Linear.weight(name + "/sender", heads, width, Initializer.XAVIER));
        if (timed) {
            specs.add(new ParameterSpec(name + "/slope", new int[] {1, heads}, Initializer.ZEROS, false));
        }
        specs.add(Linear.weight(name, width, width, Initializer.XAVIER));
        return specs;
    }

    @Override
    public NDArray apply(Tensors parameters, NDArray receivers, NDArray senders, EdgeTensors edges) {
        if (edges.edges().count() == 0) {
            return receivers.zerosLike();
        }
        NDArray weights = weights(parameters, receivers, senders, edges);
        NDArray values = edges.ofSenders(Linear.apply(parameters, name + "/value", senders));
        NDArray weighted = values.reshape(-1, heads, width / heads)
                .mul(weights.reshape(-1, heads, 1))
                .reshape(-1, width);
        NDArray totals = edges.sum(weights).add(TINY).reshape(-1, heads, 1);
        NDArray mixed = edges.sum(weighted).reshape(-1, heads, width / heads).div(totals);
        return Kernels.linear(mixed.reshape(-1, width), parameters.get(name + "/weight"), null);
    }

    /** Not normalised yet: (edges, heads). */
    private NDArray weights(Tensors parameters, NDArray receivers, NDArray senders, EdgeTensors edges) {
        NDArray scores = edges.ofReceivers(Linear.apply(parameters, name + "/receiver", receivers))
                .add(edges.ofSenders(Linear.apply(parameters, name + "/sender", senders)));
        if (timed) {
            scores = scores.add(edges.gaps().mul(parameters.get(name + "/slope")));
        }
        return Kernels.times(Kernels.times(scores, 1 / CAP).tanh(), CAP).exp();
    }
}
