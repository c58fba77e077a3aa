package org.flowfoundry.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.features.graph.FlowGraph;
import org.flowfoundry.features.graph.GraphSummaries;
import org.flowfoundry.features.graph.GraphTables;

/**
 * From {@code flows} to the flow graph's two tables and the tables that sum it up. Each run replaces exactly the partitions
 * it was asked for, so doing it again changes nothing.
 */
public final class GraphJob {

    private final Lake lake;
    private final GraphOptions options;
    private final Progress progress;
    private final Map<String, Long> rows = new LinkedHashMap<>();

    private GraphJob(Lake lake, GraphOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    public static GraphResult run(SparkSession spark, GraphOptions options, Progress progress) {
        return new GraphJob(Lake.open(spark, options.lake()), options, progress).run();
    }

    private GraphResult run() {
        progress.stage("reading flows");
        FlowInput flows = FlowInput.of(lake, options.range());
        FlowGraph graph = new FlowGraph(options.window(), options.lookBack(), options.mostGapSeconds());
        write(GraphTables.VERTICES, () -> graph.vertices(flows.rows()));
        write(GraphTables.EDGES, () -> graph.edges(flows.rows()));
        Checkpoints.during(lake, () -> summarise(flows.rows()));
        return new GraphResult(flows.total(), flows.withoutTime(), rows);
    }

    private void summarise(Dataset<Row> flows) {
        try (GraphSummaries summaries = GraphSummaries.of(flows, options.window())) {
            write(GraphTables.DEGREES, summaries::degrees);
            write(GraphTables.COMPONENTS, summaries::components);
            write(GraphTables.PAGERANK, summaries::pagerank);
            write(GraphTables.COMMUNITIES, summaries::communities);
            write(GraphTables.MOTIFS, () -> summaries.motifs(options.starThreshold()));
        }
    }

    /** Iterative algorithms run when their result is asked for, so that belongs to the stage too. */
    private void write(TableSpec table, Supplier<Dataset<Row>> content) {
        progress.stage(table.name());
        // A flow whose clock is broken is filed under its export's day; its window may lie on a day that is not asked
        // for.
        Dataset<Row> inRange = content.get().where(options.range().condition());
        long written = lake.replace(table, inRange, options.range(), options.format());
        progress.update(written, -1, 1);
        rows.put(table.name(), written);
    }
}
