package org.flowfoundry.training.registry;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.NamedTensor;
import org.flowfoundry.training.checkpoint.Safetensors;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.gnn.DomainFields;
import org.flowfoundry.training.gnn.GraphConfig;
import org.flowfoundry.training.gnn.GraphModel;
import org.flowfoundry.training.graph.FlowPieces;
import org.flowfoundry.training.graph.FlowSplit;
import org.flowfoundry.training.graph.GraphDomain;
import org.flowfoundry.training.graph.PieceShape;
import org.flowfoundry.training.tensor.ParameterLayout;

/**
 * A model of flow graphs as its files hold it: {@value SavedModel#DESCRIPTION_FILE} and {@value SavedModel#PARAMETERS_FILE}.
 *
 * @param description everything but the parameters
 * @param tensors the parameters by name
 */
public record SavedGraph(Description description, Map<String, NamedTensor> tensors) {

    /** What the cards of such models say they are. */
    public static final String KIND = "gnn";

    /**
     * What decides the parameters' names and shapes, and what they mean.
     *
     * @param kind {@value #KIND}
     * @param domains that have an adapter, with the encoders of their flows
     * @param seen all domains that it has learned from, or a model that its training continued
     * @param shape of the pieces that it learned from
     * @param split the part of the data that it learned from, and that others must not be tested on
     */
    public record Description(
            String kind,
            GraphConfig config,
            List<GraphDomain> domains,
            List<String> seen,
            PieceShape shape,
            FlowSplit split)
            implements Serializable {

        public Description {
            if (!KIND.equals(kind)
                    || config == null
                    || domains == null
                    || domains.isEmpty()
                    || seen == null
                    || shape == null
                    || split == null) {
                throw new IllegalArgumentException("a model needs kind gnn, config, domains, shape and split");
            }
            domains = List.copyOf(domains);
            seen = List.copyOf(seen);
        }

        /** @param continued what the training went on from; null = nothing */
        public Description(GraphConfig config, FlowPieces pieces, FlowSplit split, Description continued) {
            this(
                    KIND,
                    config,
                    pieces.domains(),
                    Stream.concat(
                                    pieces.domains().stream().map(GraphDomain::name),
                                    continued == null ? Stream.empty() : continued.seen.stream())
                            .distinct()
                            .toList(),
                    pieces.shape(),
                    split);
        }

        /** The network. */
        public GraphModel model() {
            return new GraphModel(config, domains.stream().map(DomainFields::of).toList());
        }

        /** A domain that it knows; null where it does not. */
        public GraphDomain domain(String name) {
            return domains.stream()
                    .filter(domain -> domain.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        /** How flows are cut for it. */
        public FlowPieces pieces() {
            return new FlowPieces(domains, shape);
        }
    }

    /** The two files, to be registered. */
    public static Map<String, FileContent> files(Description description, float[] parameters) {
        ParameterLayout layout = description.model().layout();
        Map<String, FileContent> files = new LinkedHashMap<>();
        files.put(SavedModel.DESCRIPTION_FILE, out -> StrictJson.write(out, description));
        files.put(SavedModel.PARAMETERS_FILE, out -> SavedModel.write(out, layout, parameters));
        return files;
    }

    /**
     * Reads a model's two files.
     *
     * @throws org.flowfoundry.core.error.UserException where it is a model of something else
     */
    public static SavedGraph read(ModelVersion version) {
        if (!version.card().kind().equals(KIND)) {
            throw TrainingErrors.noGraphModel(version.id(), version.card().kind());
        }
        return new SavedGraph(
                version.read(SavedModel.DESCRIPTION_FILE, StrictJson.parser(Description.class)),
                version.read(SavedModel.PARAMETERS_FILE, Safetensors::read).tensors());
    }

    /**
     * The parameters as one vector.
     *
     * @throws org.flowfoundry.training.DamagedException where they are not those of the network
     */
    public float[] parameters() {
        return SavedModel.vector(description.model().layout(), tensors, SavedModel.PARAMETERS_FILE);
    }
}
