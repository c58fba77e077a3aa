package org.flowfoundry.features.graph;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;

/** The tables of flow graphs. */
public final class GraphTables {

    /** Columns of {@code flows} that a flow keeps as a vertex and as an edge. */
    static final List<String> FLOW_ATTRIBUTES = List.of(
            "flow_start",
            "duration_ms",
            "protocol",
            "source_port",
            "destination_port",
            "packets",
            "bytes",
            "reverse_packets",
            "reverse_bytes",
            "tcp_flags",
            "reverse_tcp_flags",
            "label",
            "source_file",
            "source_record");

    private static final String DATE = "UTC day of window_start";

    private static final List<ColumnSpec> WINDOW = List.of(
            column("window_start", TimestampType, "Start of the window, UTC, inclusive"),
            column("window_seconds", IntegerType, "Length of the window, seconds"));

    private static final List<ColumnSpec> HOST = List.of(
            column("id", LongType, "The host's vertex in flow_graph_vertices"),
            column("address", StringType, "Address of the host, RFC 5952 text"));

    public static final TableSpec VERTICES = table(
            "flow_graph_vertices",
            "One vertex of the flow graph: a host in a window, or a flow",
            List.of(
                    column(
                            "id",
                            LongType,
                            "64-bit hash (xxHash) of what the vertex stands for, the same in each run; two of a hundred"
                                    + " million vertices share one by chance with probability 0.0003"),
                    column("kind", StringType, "host or flow"),
                    column("address", StringType, "Address of the host; null for a flow")),
            flowAttributes("; null for a host"));

    public static final TableSpec EDGES = table(
            "flow_graph_edges",
            "One edge of the flow graph",
            List.of(
                    column("src", LongType, "Vertex the edge leaves"),
                    column("dst", LongType, "Vertex the edge enters"),
                    column(
                            "kind",
                            StringType,
                            "flow: source host to destination host, one per flow; incidence: flow to its host; temporal:"
                                    + " flow to a later flow of the same host"),
                    column("role", StringType, "incidence: the host's role, source or destination; else null"),
                    column("address", StringType, "temporal: the host that both flows share; else null"),
                    column(
                            "rank",
                            IntegerType,
                            "temporal: 1 = the host's flow just before, 2 = the one before; else null"),
                    column("gap_s", DoubleType, "temporal: seconds between both starts; else null"),
                    column(
                            "windows_back",
                            IntegerType,
                            "Windows that src lies before this edge's window: 0, or 1 for a temporal edge across")),
            flowAttributes("; null unless kind is flow"));

    public static final TableSpec DEGREES = table(
            "graph_degrees",
            "How a host is connected in a window; flows of a host to itself are left out",
            HOST,
            List.of(
                    column("in_degree", LongType, "Distinct hosts with a flow to this one"),
                    column("out_degree", LongType, "Distinct hosts that this one has a flow to"),
                    column("degree", LongType, "in_degree + out_degree"),
                    column("flows_in", LongType, "Flows to this host"),
                    column("flows_out", LongType, "Flows from this host"),
                    column("packets_in", LongType, "Packets of flows to this host, forward direction"),
                    column("packets_out", LongType, "Packets of flows from this host, forward direction"),
                    column("bytes_in", LongType, "Bytes of flows to this host, forward direction"),
                    column("bytes_out", LongType, "Bytes of flows from this host, forward direction")));

    public static final TableSpec COMPONENTS = table(
            "graph_components",
            "The (weakly) connected component of a host in a window",
            HOST,
            List.of(
                    column("component", LongType, "Least vertex id in the component: names it"),
                    column("component_size", LongType, "Hosts in the component")));

    public static final TableSpec PAGERANK = table(
            "graph_pagerank",
            "The PageRank of a host in a window, over distinct host pairs",
            HOST,
            List.of(column("pagerank", DoubleType, "PageRank, reset probability 0.15; adds up to 1 per window")));

    public static final TableSpec COMMUNITIES = table(
            "graph_communities",
            "The community of a host in a window by label propagation (Raghavan et al. 2007), 5 rounds",
            HOST,
            List.of(
                    column("community", LongType, "Least vertex id in the community: names it"),
                    column("community_size", LongType, "Hosts in the community")));

    public static final TableSpec MOTIFS = table(
            "graph_motifs",
            "How often a pattern of connections occurs in a window, over distinct host pairs",
            List.of(),
            List.of(
                    column(
                            "motif",
                            StringType,
                            "mutual: pairs with flows both ways; chain: a to b to c with a, b, c different; scan_star:"
                                    + " hosts with out_degree of at least star_threshold; fan_in: hosts with in_degree of at"
                                    + " least star_threshold"),
                    column("occurrences", LongType, "How often"),
                    column("star_threshold", LongType, "Distinct peers that make a star; null for mutual and chain")));

    private GraphTables() {}

    /** The rows as the table has them: its columns in its order, null where the rows lack one. */
    static Dataset<Row> conform(Dataset<Row> rows, TableSpec table) {
        List<String> present = List.of(rows.columns());
        return rows.select(table.columns().stream()
                .map(column -> value(column, present).cast(column.type()).as(column.name()))
                .toArray(Column[]::new));
    }

    private static Column value(ColumnSpec column, List<String> present) {
        return present.contains(column.name()) ? functions.col(column.name()) : functions.lit(null);
    }

    private static TableSpec table(String name, String comment, List<ColumnSpec> first, List<ColumnSpec> second) {
        List<ColumnSpec> all =
                Stream.of(WINDOW, first, second).flatMap(List::stream).toList();
        return TableSpec.of(name, TableFormat.PARQUET, comment, DATE, all);
    }

    private static ColumnSpec column(String name, DataType type, String comment) {
        return new ColumnSpec(name, type, comment);
    }

    private static List<ColumnSpec> flowAttributes(String absence) {
        return FLOW_ATTRIBUTES.stream()
                .map(name -> IngestTables.FLOWS.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .map(column -> column(column.name(), column.type(), column.comment() + absence))
                .toList();
    }
}
