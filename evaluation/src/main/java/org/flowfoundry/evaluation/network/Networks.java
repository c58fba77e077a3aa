package org.flowfoundry.evaluation.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedGraph;

/** The networks of a lake's registry that an evaluation is asked for. */
public final class Networks {

    private Networks() {}

    /**
     * Each network, and beside it a copy of it that was never trained.
     *
     * @param references such as {@code flows}, {@code flows:v3}, {@code flows:promoted}
     * @param methods names that are none of a model, for who misspelt one
     * @throws org.flowfoundry.core.error.UserException where there is no such model
     */
    public static List<FlowEmbedding> named(
            SparkSession spark, Lake lake, List<String> references, List<String> methods, long seed) {
        ModelRegistry registry = new ModelRegistry(lake);
        List<FlowEmbedding> networks = new ArrayList<>();
        List<String> names =
                registry.list().stream().map(ModelRegistry.Model::name).toList();
        for (String reference : references) {
            if (!names.contains(reference.split(":", 2)[0])) {
                throw EvaluationErrors.unknownMethod(
                        reference,
                        Stream.concat(methods.stream(), names.stream()).toList());
            }
            ModelVersion version = registry.resolve(reference);
            FlowEmbedding network = version.card().kind().equals(SavedGraph.KIND)
                    ? GraphEmbedding.of(spark, version.id(), SavedGraph.read(version))
                    : SeriesEmbedding.of(lake, version);
            if (networks.stream().noneMatch(other -> other.name().equals(network.name()))) {
                networks.add(network);
                networks.add(network.untrained(seed));
            }
        }
        return networks;
    }
}
