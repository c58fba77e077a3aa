package org.flowfoundry.features.graph;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.features.WindowLength;
import org.graphframes.lib.ConnectedComponents;
import org.graphframes.lib.LabelPropagation;

/**
 * What graph algorithms say of each host in each window. V is hosts, E is distinct host pairs, both over all windows.
 *
 * <p>The algorithms run on the graph of all windows at once. That is right because windows share no vertex: components and
 * communities never leave a window, and PageRank without normalisation depends on nothing outside it.
 */
public final class GraphSummaries implements AutoCloseable {

    private static final double RESET_PROBABILITY = 0.15;
    private static final int PAGERANK_ROUNDS = 20;
    private static final int PROPAGATION_ROUNDS = 5;

    private final HostGraph graph;
    private final WindowLength length;
    /** GraphFrames leaves its result in the cache; null before it is asked for. */
    private Dataset<Row> components;

    private GraphSummaries(HostGraph graph, WindowLength length) {
        this.graph = graph;
        this.length = length;
    }

    /**
     * Summaries of the graph of the given flows, which is made once and kept until {@link #close()}.
     *
     * @param flows rows of the table {@code flows}
     */
    public static GraphSummaries of(Dataset<Row> flows, WindowLength length) {
        return new GraphSummaries(HostGraph.of(flows, length).kept(), length);
    }

    /** One aggregation of 2 E rows. */
    public Dataset<Row> degrees() {
        return finished(HostDegrees.of(graph), GraphTables.DEGREES);
    }

    /**
     * By alternating large and small stars (Kiveris et al. 2014) on DataFrames: O(log V) rounds of joins of E rows. Needs a
     * checkpoint folder.
     */
    public Dataset<Row> components() {
        ConnectedComponents algorithm = graph.graph().connectedComponents();
        components = algorithm.run();
        return finished(named(components, "component"), GraphTables.COMPONENTS);
    }

    /** {@value #PAGERANK_ROUNDS} rounds over E messages, in GraphX: V and E are held in memory or on local disk. */
    public Dataset<Row> pagerank() {
        Dataset<Row> ranked = graph.graph()
                .pageRank()
                .resetProbability(RESET_PROBABILITY)
                .maxIter(PAGERANK_ROUNDS)
                .run()
                .vertices();
        Dataset<Row> sums =
                ranked.groupBy("domain", "window").agg(sum("pagerank").as("total"));
        Dataset<Row> shares = ranked.join(sums, new String[] {"domain", "window"})
                .withColumn("pagerank", col("pagerank").divide(col("total")));
        return finished(shares, GraphTables.PAGERANK);
    }

    /** {@value #PROPAGATION_ROUNDS} rounds over 2 E messages, in GraphX. Which of two equally frequent labels wins is open. */
    public Dataset<Row> communities() {
        LabelPropagation algorithm = graph.graph().labelPropagation();
        algorithm.maxIter(PROPAGATION_ROUNDS);
        Dataset<Row> found = algorithm.run().withColumnRenamed("label", "community");
        return finished(named(found, "community"), GraphTables.COMMUNITIES);
    }

    /** One join of E rows with E rows on both ends, and one aggregation; see {@link HostMotifs}. */
    public Dataset<Row> motifs(long starThreshold) {
        return finished(HostMotifs.of(graph, starThreshold), GraphTables.MOTIFS);
    }

    @Override
    public void close() {
        graph.release();
        if (components != null) {
            components.unpersist();
        }
    }

    /** Names each group by its least vertex, and adds its size. */
    private static Dataset<Row> named(Dataset<Row> grouped, String group) {
        Column[] key = {col("domain"), col("window"), col("found")};
        Dataset<Row> found = grouped.withColumnRenamed(group, "found");
        Dataset<Row> groups =
                found.groupBy(key).agg(min("id").as(group), count(lit(1)).as(group + "_size"));
        return found.join(groups, new String[] {"domain", "window", "found"});
    }

    private Dataset<Row> finished(Dataset<Row> rows, TableSpec table) {
        return GraphTables.conform(WindowedFlows.dated(rows, length), table);
    }
}
