package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * One layer. First back in time: flows hear from earlier flows of the same source and to the same destination, and hosts from
 * themselves in their last slot. Then in space: hosts hear from the flows they sent and got, and flows from their two hosts.
 */
final class GraphLayer {

    private final String name;
    private final int width;
    private final int lookBack;
    private final Messages earlierSent;
    private final Messages earlierReceived;
    private final Messages earlierHosts;
    private final Messages sent;
    private final Messages received;
    private final Messages sources;
    private final Messages destinations;
    private final Update flowsInTime;
    private final Update hostsInTime;
    private final Update hostsInSpace;
    private final Update flowsInSpace;

    GraphLayer(String name, GraphConfig config) {
        this.name = name;
        this.width = config.width();
        this.lookBack = config.lookBack();
        this.earlierSent = Messages.earlier(name + "/time/sent", config);
        this.earlierReceived = Messages.earlier(name + "/time/received", config);
        this.earlierHosts = Messages.single(name + "/time/hosts", config);
        this.sent = Messages.of(name + "/space/sent", config);
        this.received = Messages.of(name + "/space/received", config);
        this.sources = Messages.single(name + "/space/sources", config);
        this.destinations = Messages.single(name + "/space/destinations", config);
        this.flowsInTime = new Update(name + "/time/flows", width);
        this.hostsInTime = new Update(name + "/time/self", width);
        this.hostsInSpace = new Update(name + "/space/hosts", width);
        this.flowsInSpace = new Update(name + "/space/flows", width);
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>();
        for (String norm : List.of("/time/flows", "/time/self", "/space/flows", "/space/hosts", "/space/heard")) {
            specs.addAll(LayerNorm.specs(name + norm + "/norm", width));
        }
        specs.add(Linear.weight(name + "/time/gaps", width, 4 * lookBack, Initializer.XAVIER));
        for (Messages messages :
                List.of(earlierSent, earlierReceived, earlierHosts, sent, received, sources, destinations)) {
            specs.addAll(messages.specs());
        }
        updates().forEach(update -> specs.addAll(update.specs()));
        return specs;
    }

    private List<Update> updates() {
        return List.of(flowsInTime, hostsInTime, hostsInSpace, flowsInSpace);
    }

    /** The layers whose result is added to a state. */
    List<String> residualOutputs() {
        return updates().stream().map(Update::output).toList();
    }

    /**
     * The states of all nodes.
     *
     * @param flows (flows, width)
     * @param hosts (hosts, width)
     */
    record Nodes(NDArray flows, NDArray hosts) {}

    Nodes apply(Tensors parameters, Nodes nodes, GraphTensors graph, Dropout dropout) {
        return inSpace(parameters, inTime(parameters, nodes, graph, dropout), graph, dropout);
    }

    private Nodes inTime(Tensors parameters, Nodes nodes, GraphTensors graph, Dropout dropout) {
        NDArray flows = norm(parameters, "/time/flows", nodes.flows());
        NDArray hosts = norm(parameters, "/time/self", nodes.hosts());
        return new Nodes(
                flowsInTime.apply(
                        parameters,
                        nodes.flows(),
                        flows,
                        dropout,
                        Kernels.linear(graph.gaps(), parameters.get(name + "/time/gaps/weight"), null),
                        earlierSent.apply(parameters, flows, flows, graph.earlierSent()),
                        earlierReceived.apply(parameters, flows, flows, graph.earlierReceived())),
                hostsInTime.apply(
                        parameters,
                        nodes.hosts(),
                        hosts,
                        dropout,
                        earlierHosts.apply(parameters, hosts, hosts, graph.earlierHosts())));
    }

    private Nodes inSpace(Tensors parameters, Nodes nodes, GraphTensors graph, Dropout dropout) {
        NDArray flows = norm(parameters, "/space/flows", nodes.flows());
        NDArray hosts = norm(parameters, "/space/hosts", nodes.hosts());
        NDArray informed = hostsInSpace.apply(
                parameters,
                nodes.hosts(),
                hosts,
                dropout,
                sent.apply(parameters, hosts, flows, graph.sent()),
                received.apply(parameters, hosts, flows, graph.received()));
        NDArray heard = norm(parameters, "/space/heard", informed);
        NDArray next = flowsInSpace.apply(
                parameters,
                nodes.flows(),
                flows,
                dropout,
                sources.apply(parameters, flows, heard, graph.sources()),
                destinations.apply(parameters, flows, heard, graph.destinations()));
        return new Nodes(next, informed);
    }

    private NDArray norm(Tensors parameters, String which, NDArray x) {
        return LayerNorm.apply(parameters, name + which + "/norm", x);
    }
}
