package org.flowfoundry.features.graph;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.features.WindowLength;
import org.graphframes.GraphFrame;

/**
 * The hosts of all windows, and one edge per window and ordered pair of hosts with flows from the first to the second: the
 * graph that summaries are taken of. Flows of a host to itself are left out.
 */
final class HostGraph {

    private final Dataset<Row> hosts;
    private final Dataset<Row> pairs;

    private HostGraph(Dataset<Row> hosts, Dataset<Row> pairs) {
        this.hosts = hosts;
        this.pairs = pairs;
    }

    /** @param flows rows of the table {@code flows} */
    static HostGraph of(Dataset<Row> flows, WindowLength length) {
        Dataset<Row> windowed = WindowedFlows.of(flows, length);
        Dataset<Row> pairs = windowed.where(col("source_address").notEqual(col("destination_address")))
                .groupBy(
                        col("domain"),
                        col("window"),
                        col("source_id").as("src"),
                        col("destination_id").as("dst"))
                .agg(
                        count(lit(1)).as("flows"),
                        try_sum(col("packets")).as("packets"),
                        try_sum(col("bytes")).as("bytes"));
        return new HostGraph(hosts(windowed), pairs);
    }

    /** Hosts per window: domain, window, id, address. */
    static Dataset<Row> hosts(Dataset<Row> windowed) {
        Column ends = array(
                struct(col("source_id").as("id"), col("source_address").as("address")),
                struct(
                        col("destination_id").as("id"),
                        col("destination_address").as("address")));
        return windowed.select(col("domain"), col("window"), explode(ends).as("end"))
                .select(
                        col("domain"),
                        col("window"),
                        col("end.id").as("id"),
                        col("end.address").as("address"))
                .distinct();
    }

    /** domain, window, id, address. */
    Dataset<Row> hosts() {
        return hosts;
    }

    /** domain, window, src, dst, flows, packets, bytes. */
    Dataset<Row> pairs() {
        return pairs;
    }

    GraphFrame graph() {
        return GraphFrame.apply(hosts, pairs);
    }

    /** The same graph, computed once and kept; {@link #release()} lets it go. */
    HostGraph kept() {
        return new HostGraph(hosts.cache(), pairs.cache());
    }

    void release() {
        hosts.unpersist();
        pairs.unpersist();
    }
}
