package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowfoundry.training.gnn.GraphLayer.Nodes;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/**
 * A network over flow graphs: a {@link FlowAdapter} for each domain over a trunk that all domains share. Flows and hosts are
 * nodes; {@link GraphLayer}s send messages between them, in time and in space. A host is known by its flows only.
 */
public final class GraphModel {

    private static final String ROLES = "roles";
    private static final String FLOWS = "flows/norm";
    private static final String HOSTS = "hosts/norm";
    private static final String FIELDS = "fields/hidden";

    private final GraphConfig config;
    private final List<DomainFields> domains;
    private final List<FlowAdapter> adapters;
    private final List<GraphLayer> layers;
    private final LinkDecoder links;
    private final ParameterLayout layout;

    /** @param domains at least one; a batch names its own by its place here */
    public GraphModel(GraphConfig config, List<DomainFields> domains) {
        Set<String> names = new HashSet<>();
        domains.forEach(domain -> names.add(domain.name()));
        if (domains.isEmpty() || names.size() < domains.size()) {
            throw new IllegalArgumentException("A model needs domains of different names, not "
                    + domains.stream().map(DomainFields::name).toList());
        }
        this.config = config;
        this.domains = List.copyOf(domains);
        this.adapters = domains.stream()
                .map(domain -> new FlowAdapter(domain, config.width()))
                .toList();
        this.layers = IntStream.range(0, config.layers())
                .mapToObj(i -> new GraphLayer("layer" + i, config))
                .toList();
        this.links = new LinkDecoder(config.width());
        this.layout = new ParameterLayout(specs());
    }

    private List<ParameterSpec> specs() {
        int width = config.width();
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(ROLES + "/in", width, HostRoles.WIDTH));
        specs.addAll(Linear.specs(ROLES + "/out", width, width));
        layers.forEach(layer -> specs.addAll(layer.specs()));
        specs.addAll(LayerNorm.specs(FLOWS, width));
        specs.addAll(LayerNorm.specs(HOSTS, width));
        specs.addAll(links.specs());
        specs.addAll(Linear.specs(FIELDS, width, width));
        adapters.forEach(adapter -> specs.addAll(adapter.specs()));
        return specs;
    }

    public GraphConfig config() {
        return config;
    }

    public List<DomainFields> domains() {
        return domains;
    }

    LinkDecoder links() {
        return links;
    }

    /** The parameters of the model. */
    public ParameterLayout layout() {
        return layout;
    }

    /** First values of the parameters, the same for the same seed; each layer begins by changing the states little. */
    public float[] initialParameters(long seed) {
        float[] values = InitialParameters.draw(layout, seed);
        float factor = (float) (1 / Math.sqrt(2.0 * config.layers()));
        for (GraphLayer layer : layers) {
            for (String name : layer.residualOutputs()) {
                int from = layout.offset(name + "/weight");
                int to = from + layout.spec(name + "/weight").size();
                for (int i = from; i < to; i++) {
                    values[i] *= factor;
                }
            }
        }
        return values;
    }

    /**
     * First values for a model of other domains than another's: the trunk is the other's, and the adapters of the domains
     * that both have; other domains' adapters are drawn.
     *
     * @param pretrained of the same configuration
     * @param parameters of its layout
     */
    public float[] initialParameters(long seed, GraphModel pretrained, float[] parameters) {
        if (!config.equals(pretrained.config)) {
            throw new IllegalArgumentException(pretrained.config + " cannot begin a model of " + config);
        }
        float[] values = initialParameters(seed);
        int offset = 0;
        for (ParameterSpec theirs : pretrained.layout.specs()) {
            if (holds(theirs)) {
                System.arraycopy(parameters, offset, values, layout.offset(theirs.name()), theirs.size());
            }
            offset += theirs.size();
        }
        return values;
    }

    private boolean holds(ParameterSpec theirs) {
        return layout.specs().stream()
                .anyMatch(own -> own.name().equals(theirs.name()) && Arrays.equals(own.shape(), theirs.shape()));
    }

    /**
     * What was read of a batch.
     *
     * @param own (flows, width) what flows are in themselves, before any message
     * @param flows (flows, width) after all layers, normalised
     * @param hosts (hosts, width) likewise
     */
    record States(NDArray own, NDArray flows, NDArray hosts) {}

    States read(Tensors parameters, GraphBatch batch, NDManager step, Dropout dropout) {
        check(batch);
        GraphTensors graph = GraphTensors.of(batch, step);
        NDArray own = adapters.get(batch.domain()).read(parameters, graph.values(), dropout);
        NDArray roles = Kernels.gelu(Linear.apply(parameters, ROLES + "/in", graph.roles()));
        Nodes nodes = new Nodes(own, Linear.apply(parameters, ROLES + "/out", roles));
        for (GraphLayer layer : layers) {
            nodes = layer.apply(parameters, nodes, graph, dropout);
        }
        return new States(
                own,
                LayerNorm.apply(parameters, FLOWS, nodes.flows()),
                LayerNorm.apply(parameters, HOSTS, nodes.hosts()));
    }

    private void check(GraphBatch batch) {
        if (batch.domain() < 0 || batch.domain() >= domains.size()) {
            throw new IllegalArgumentException(
                    "A batch of domain " + batch.domain() + " for a model of " + domains.size());
        }
        DomainFields domain = domains.get(batch.domain());
        if (batch.fields() != domain.columns().size()) {
            throw new IllegalArgumentException("A batch of " + batch.fields() + " fields for "
                    + domain.columns().size() + " of domain '" + domain.name() + "'");
        }
        if (batch.lookBack() != config.lookBack()) {
            throw new IllegalArgumentException("A batch that looks back " + batch.lookBack()
                    + " flows for a model that looks back " + config.lookBack());
        }
    }

    /** Fields of flows from their states after all layers: (rows, width) to (rows, fields of the domain). */
    NDArray reconstruct(Tensors parameters, int domain, NDArray flows) {
        NDArray inner = Kernels.gelu(Linear.apply(parameters, FIELDS, flows));
        return adapters.get(domain).reconstruct(parameters, inner);
    }
}
