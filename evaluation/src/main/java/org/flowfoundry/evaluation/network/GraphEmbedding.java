package org.flowfoundry.evaluation.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.training.flows.FlowField;
import org.flowfoundry.training.gnn.BorrowedAdapter;
import org.flowfoundry.training.gnn.DomainFields;
import org.flowfoundry.training.gnn.FewShotGraphs;
import org.flowfoundry.training.gnn.FewShots;
import org.flowfoundry.training.gnn.FlowEmbedder;
import org.flowfoundry.training.gnn.GraphModel;
import org.flowfoundry.training.graph.FlowPart;
import org.flowfoundry.training.graph.FlowPieces;
import org.flowfoundry.training.graph.GraphDomain;
import org.flowfoundry.training.graph.KeyedPiece.Key;
import org.flowfoundry.training.registry.SavedGraph;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * The states of flows in a graph network. Of a domain that it does not know, it reads what it can by the adapter of another
 * ({@link BorrowedAdapter}).
 */
final class GraphEmbedding implements FlowEmbedding {

    private final SparkSession spark;
    private final String name;
    private final boolean trained;
    private final SavedGraph.Description description;
    private final float[] parameters;

    private GraphEmbedding(
            SparkSession spark, String name, boolean trained, SavedGraph.Description description, float[] parameters) {
        this.spark = spark;
        this.name = name;
        this.trained = trained;
        this.description = description;
        this.parameters = parameters;
    }

    static GraphEmbedding of(SparkSession spark, String name, SavedGraph saved) {
        return new GraphEmbedding(spark, name, true, saved.description(), saved.parameters());
    }

    @Override
    public GraphEmbedding untrained(long seed) {
        return new GraphEmbedding(
                spark, name + UNTRAINED, false, description, description.model().initialParameters(seed));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isTrained() {
        return trained;
    }

    /** The network as it reads one domain. */
    private record Reader(GraphModel model, float[] parameters, FlowPieces pieces) {}

    private Reader reader(Flows flows) {
        if (description.domain(flows.domain()) != null) {
            return new Reader(description.model(), parameters, description.pieces());
        }
        GraphDomain domain = new GraphDomain(flows.domain(), flows.encoder());
        return new Reader(
                new GraphModel(description.config(), List.of(DomainFields.of(domain))),
                new BorrowedAdapter(description.config(), description.domains(), parameters).parameters(domain),
                new FlowPieces(List.of(domain), description.shape()));
    }

    @Override
    public Map<Key, float[]> vectors(Flows flows, Set<Key> asked) {
        Reader reader = reader(flows);
        Map<Key, float[]> vectors = new HashMap<>();
        try (FlowEmbedder embedder = FlowEmbedder.on(spark, reader.model, reader.parameters, reader.pieces)) {
            for (Row row : embedder.vectors(flows.rows(), asked).collectAsList()) {
                vectors.put(new Key(row.getString(0), row.getLong(1)), floats(row.getList(2)));
            }
        }
        return vectors;
    }

    static float[] floats(List<Float> list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        return values;
    }

    @Override
    public boolean isTunable() {
        return true;
    }

    @Override
    public Tuning tuning(Flows flows, List<Key> rows) {
        Reader reader = reader(flows);
        FewShotGraphs graphs = FewShotGraphs.of(reader.model, reader.pieces, flows.rows(), rows);
        return new Tuning() {
            @Override
            public List<double[][]> decide(boolean pretrained, List<FewShots> draws, int classes) {
                return graphs.decide(pretrained ? reader.parameters : null, draws, classes);
            }

            @Override
            public void close() {
                graphs.close();
            }
        };
    }

    @Override
    public Unseen unseen(String domain, boolean timed) {
        if (!description.seen().contains(domain)) {
            return null;
        }
        FlowPart part = new FlowPart(description.split(), Part.TEST, timed ? Set.of(domain) : Set.of());
        return part::holds;
    }

    @Override
    public Collection<String> fields(String domain) {
        GraphDomain known = description.domain(domain);
        return known == null
                ? List.of()
                : known.encoder().fields().stream().map(FlowField::name).toList();
    }
}
