package org.flowfoundry.training.gnn;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.training.graph.FlowPieces;
import org.flowfoundry.training.graph.FlowPieces.PieceFunction;
import org.flowfoundry.training.graph.KeyedPiece.Key;

/**
 * What flows are in their surroundings, as vectors by a graph network that the executors have. Datasets made with it can be used
 * until it is closed.
 */
public final class FlowEmbedder implements AutoCloseable {

    private final Broadcast<Network> network;
    private final FlowPieces pieces;

    private FlowEmbedder(Broadcast<Network> network, FlowPieces pieces) {
        this.network = network;
        this.pieces = pieces;
    }

    /** A network as executors get it. */
    record Network(GraphConfig config, List<DomainFields> domains, float[] parameters) implements Serializable {

        GraphModel model() {
            return new GraphModel(config, domains);
        }
    }

    /**
     * Sends a network to the executors.
     *
     * @param parameters of the model's layout: trained, or first values for an untrained copy
     * @param pieces of the model's domains, in its order, and how their flows are cut
     */
    public static FlowEmbedder on(SparkSession spark, GraphModel model, float[] parameters, FlowPieces pieces) {
        List<String> cut =
                pieces.domains().stream().map(domain -> domain.name()).toList();
        List<String> known = model.domains().stream().map(DomainFields::name).toList();
        if (!cut.equals(known)) {
            throw new IllegalArgumentException("Pieces of " + cut + " for a model of " + known);
        }
        Network sent = new Network(model.config(), model.domains(), parameters);
        return new FlowEmbedder(
                spark.sparkContext().broadcast(sent, scala.reflect.ClassTag$.MODULE$.apply(Network.class)), pieces);
    }

    /**
     * The vectors of flows; pieces that none of those asked for is in are not read.
     *
     * @param flows rows of the table {@code flows}; those of domains that the model does not know are left out
     * @param asked few, which every task holds
     * @return source_file, source_record and vector (array of float, as long as the model is wide), one row per flow
     */
    public Dataset<Row> vectors(Dataset<Row> flows, Set<Key> asked) {
        Broadcast<Network> sent = network;
        PieceFunction<FlowVector> embed = cut -> new FlowVectors(cut, sent, asked);
        return pieces.map(flows, 0, embed, Encoders.bean(FlowVector.class))
                .select(col("file").as("source_file"), col("record").as("source_record"), col("vector"));
    }

    @Override
    public void close() {
        network.destroy();
    }
}
