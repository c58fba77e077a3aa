package org.flowfoundry.features.graph;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.features.WindowLength;

/**
 * The flow graph over windows, in both forms at once. Edges of kind {@code flow} make the multigraph of hosts; edges of
 * kind {@code incidence} and {@code temporal} make the line form, where flows are vertices. Each kind with its vertices is
 * a valid GraphFrame by itself. No step pairs all flows of a host: the graph grows linearly with the flows, by at most
 * 3 + 2 * lookBack edges each.
 */
public final class FlowGraph {

    private final WindowLength length;
    private final TemporalLinks links;

    /**
     * @param lookBack how many of a host's flows before it a flow is linked to
     * @param mostSeconds the longest time between the starts of two linked flows
     */
    public FlowGraph(WindowLength length, int lookBack, long mostSeconds) {
        this.length = length;
        this.links = new TemporalLinks(length, lookBack, mostSeconds);
    }

    /**
     * Hosts, once per window, and flows.
     *
     * @param flows rows of the table {@code flows}
     * @return rows of {@link GraphTables#VERTICES}
     */
    public Dataset<Row> vertices(Dataset<Row> flows) {
        Dataset<Row> windowed = WindowedFlows.of(flows, length);
        Dataset<Row> hosts = HostGraph.hosts(windowed).withColumn("kind", lit("host"));
        Dataset<Row> flowVertices = windowed.select(withAttributes(
                col("domain"),
                col("window"),
                col("flow_id").as("id"),
                lit("flow").as("kind")));
        return finished(hosts, GraphTables.VERTICES).unionByName(finished(flowVertices, GraphTables.VERTICES));
    }

    /**
     * Flows between hosts, flows to their hosts, and flows to their next.
     *
     * @param flows rows of the table {@code flows}
     * @return rows of {@link GraphTables#EDGES}
     */
    public Dataset<Row> edges(Dataset<Row> flows) {
        Dataset<Row> windowed = WindowedFlows.of(flows, length);
        Dataset<Row> here =
                flowEdges(windowed).unionByName(incidence(windowed), true).withColumn("windows_back", lit(0));
        Dataset<Row> temporal = links.of(windowed).withColumn("kind", lit("temporal"));
        return finished(here, GraphTables.EDGES).unionByName(finished(temporal, GraphTables.EDGES));
    }

    private static Dataset<Row> flowEdges(Dataset<Row> windowed) {
        return windowed.select(withAttributes(
                col("domain"),
                col("window"),
                col("source_id").as("src"),
                col("destination_id").as("dst"),
                lit("flow").as("kind")));
    }

    private static Dataset<Row> incidence(Dataset<Row> windowed) {
        Column ends = array(
                struct(col("source_id").as("id"), lit("source").as("role")),
                struct(col("destination_id").as("id"), lit("destination").as("role")));
        return windowed.select(
                        col("domain"),
                        col("window"),
                        col("flow_id").as("src"),
                        explode(ends).as("end"))
                .select(
                        col("domain"),
                        col("window"),
                        col("src"),
                        col("end.id").as("dst"),
                        lit("incidence").as("kind"),
                        col("end.role").as("role"));
    }

    private Dataset<Row> finished(Dataset<Row> rows, TableSpec table) {
        return GraphTables.conform(WindowedFlows.dated(rows, length), table);
    }

    private static Column[] withAttributes(Column... first) {
        List<Column> columns = new ArrayList<>(List.of(first));
        GraphTables.FLOW_ATTRIBUTES.forEach(name -> columns.add(col(name)));
        return columns.toArray(Column[]::new);
    }
}
