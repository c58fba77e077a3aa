package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Whether a flow goes from one host to another, in logits: from both hosts' states and their product, through two layers. One
 * decoder knows the hosts only; the other also the flow's own fields, and so tells which host such a flow would go to.
 */
final class LinkDecoder {

    private static final String HOSTS = "links/hosts";
    private static final String FLOW = "links/flow";

    private final int width;
    private final int inner;

    LinkDecoder(int width) {
        this.width = width;
        this.inner = Math.max(1, width / 2);
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(specs(HOSTS, 3));
        specs.addAll(specs(FLOW, 5));
        return specs;
    }

    private List<ParameterSpec> specs(String name, int inputs) {
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(name + "/hidden", inner, inputs * width));
        specs.addAll(Linear.specs(name + "/logit", 1, inner));
        return specs;
    }

    /**
     * By the hosts alone.
     *
     * @param sources (questions, width)
     * @param destinations (questions, width)
     * @return (questions, 1)
     */
    NDArray ofHosts(Tensors parameters, NDArray sources, NDArray destinations) {
        return logits(parameters, HOSTS, sources, destinations, sources.mul(destinations));
    }

    /**
     * By the hosts and the flow.
     *
     * @param flows (questions, width) what the flows are in themselves
     * @return (questions, 1)
     */
    NDArray ofFlow(Tensors parameters, NDArray sources, NDArray destinations, NDArray flows) {
        return logits(
                parameters, FLOW, sources, destinations, sources.mul(destinations), flows, flows.mul(destinations));
    }

    private static NDArray logits(Tensors parameters, String name, NDArray... inputs) {
        NDArray joined = NDArrays.concat(new NDList(inputs), 1);
        NDArray hidden = Kernels.gelu(Linear.apply(parameters, name + "/hidden", joined));
        return Linear.apply(parameters, name + "/logit", hidden);
    }
}
