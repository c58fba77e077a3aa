package org.flowfoundry.training.benchmark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.gnn.GraphConfig;
import org.flowfoundry.training.gnn.LinkObjective.Weights;
import org.flowfoundry.training.graph.FlowSplit;
import org.flowfoundry.training.graph.FlowSplit.Unit;
import org.flowfoundry.training.graph.GraphRule;
import org.flowfoundry.training.graph.PieceShape;
import org.flowfoundry.training.pretrain.GraphPretrainOptions;
import org.flowfoundry.training.pretrain.GraphPretrainOptions.Fields;
import org.flowfoundry.training.pretrain.PretrainJob;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.sequence.Split;

/**
 * What an epoch of a graph network's pre-training costs, from the table {@code flows} to the registered model, by the number of
 * flows, of which one host has half: {@code benchmark graph-growth --flows 100000,300000,1000000,3000000}.
 */
public final class GraphGrowthBenchmark {

    private static final int BATCH_PIECES = 2;
    private static final double TRAINING_SHARE = 0.8;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private GraphGrowthBenchmark() {}

    public static void main(String[] args) throws IOException {
        Arguments options = Arguments.of(args, new String[0][], "flows", "100000,300000,1000000,3000000");
        SparkSession spark = Benchmarks.session();
        Table.title("one epoch, one core; one host has half of the flows");
        // The first run compiles.
        measure(spark, 50_000);
        for (String count : options.text("flows").split(",")) {
            long flows = Long.parseLong(count);
            double seconds = measure(spark, flows);
            Table.measured("%,9d flows: %7.1f CPU s, %5.1f CPU s per 100,000", flows, seconds, seconds / flows * 1e5);
        }
        spark.stop();
    }

    private static double measure(SparkSession spark, long flows) throws IOException {
        Path folder = Files.createTempDirectory("graph-growth");
        try {
            Lake lake = Lake.open(spark, folder.toString());
            lake.replace(IngestTables.FLOWS, flows(spark, flows), PartitionRange.ALL, TableFormat.DELTA);
            long before = PROCESS.getProcessCpuTime();
            PretrainJob.run(spark, options(lake, flows), Progress.SILENT);
            return (PROCESS.getProcessCpuTime() - before) / 1e9;
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** A day of flows between 2,000 clients and 50 servers; one client has half of them. */
    private static Dataset<Row> flows(SparkSession spark, long count) {
        Column random = abs(xxhash64(col("id")));
        Map<String, Column> known = new LinkedHashMap<>();
        known.put("domain", lit("lab"));
        known.put("date", expr("date'2026-03-10'"));
        known.put(
                "flow_start",
                expr("timestamp_micros(1773100800000000 + cast(id * 86400000000D / " + count + " as bigint))"));
        known.put(
                "source_address",
                when(pmod(random, lit(2)).equalTo(0), lit("10.0.0.1"))
                        .otherwise(concat(lit("10.0.1."), pmod(random, lit(2000)))));
        known.put("destination_address", concat(lit("10.1.0."), pmod(abs(xxhash64(random)), lit(50))));
        known.put("source_port", pmod(random, lit(30_000)).plus(1024));
        known.put(
                "destination_port",
                when(pmod(random, lit(3)).equalTo(0), lit(53)).otherwise(443));
        known.put("protocol", when(pmod(random, lit(3)).equalTo(0), lit(17)).otherwise(6));
        known.put("packets", pmod(random, lit(40)).plus(1));
        known.put("bytes", pmod(random, lit(60_000)).plus(60));
        known.put("duration_ms", pmod(random, lit(9_000)));
        known.put("source_file", lit("made"));
        known.put("source_record", col("id"));
        known.put("quality_flags", lit(0));
        Column[] columns = Stream.of(IngestTables.FLOWS.schema().fields())
                .map(field -> cast(known.get(field.name()), field))
                .toArray(Column[]::new);
        return spark.range(0, count, 1, 8).select(columns);
    }

    private static Column cast(Column value, StructField field) {
        return coalesce(value == null ? lit(null) : value, lit(null))
                .cast(field.dataType())
                .as(field.name());
    }

    private static GraphPretrainOptions options(Lake lake, long flows) {
        long steps = Math.max(1, (long) (flows * TRAINING_SHARE / BATCH_PIECES / PieceShape.DEFAULT.flows()));
        TrainingPlan plan = new TrainingPlan(
                steps,
                1,
                BATCH_PIECES,
                1,
                1,
                Optimization.of(2e-3, 0.01),
                Synchronization.gradients(),
                0,
                2,
                0,
                0,
                new Resources(1, 1, 600));
        return new GraphPretrainOptions(
                lake.uri(),
                PartitionRange.ALL,
                "growth",
                GraphConfig.STANDARD,
                new GraphPretrainOptions.Data(
                        PieceShape.DEFAULT,
                        Fields.NATIVE,
                        List.of(),
                        new FlowSplit(new Split(null, .1, .1, 1), Unit.STRETCHES),
                        2),
                GraphRule.DEFAULT,
                Weights.EVEN,
                plan,
                null,
                Begin.NEW);
    }
}
