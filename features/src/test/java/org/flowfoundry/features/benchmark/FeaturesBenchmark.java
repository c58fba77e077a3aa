package org.flowfoundry.features.benchmark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.stddev_pop;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.window;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.LakeSession;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.flow.FlowFeatures;
import org.flowfoundry.features.graph.FlowGraph;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.features.host.LongFlows;

/**
 * Measures the feature tables against a plain Spark aggregation with exact distinct counts (source role only, eight
 * columns), on the same synthetic flows in Parquet: CPU seconds of the whole process per million flows. Arguments: number
 * of flows, folder for the flows (kept, so that another engine can be run on the same file).
 */
public final class FeaturesBenchmark {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private FeaturesBenchmark() {}

    public static void main(String[] arguments) {
        long count = Long.parseLong(arguments[0]);
        Path folder = Path.of(arguments[1]).resolve("flows-" + count);
        SparkSession spark = LakeSession.configure(SparkSession.builder()
                        .master("local[2]")
                        .appName("benchmark")
                        .config("spark.ui.enabled", "false")
                        .config("spark.sql.codegen.hugeMethodLimit", "8000")
                        .config("spark.sql.shuffle.partitions", "16"))
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        if (!Files.exists(folder)) {
            ZipfFlows.of(spark, count, 4).write().parquet(folder.toString());
        }
        Dataset<Row> flows = spark.read().parquet(folder.toString());
        WindowLength length = WindowLength.parse("5m");
        Map<String, Dataset<Row>> work = new LinkedHashMap<>();
        work.put("plain countDistinct, source role", plain(flows));
        work.put("host_series, first", new HostSeries(length, LongFlows.FIRST).of(flows));
        work.put("host_series, prorated", new HostSeries(length, LongFlows.PRORATED).of(flows));
        work.put("flow_features", FlowFeatures.of(flows));
        work.put("flow_graph_edges, look back 2", new FlowGraph(length, 2, length.seconds()).edges(flows));
        for (int round = 1; round <= 2; round++) {
            System.out.println("round " + round);
            work.forEach((name, rows) -> measure(name, rows, count));
        }
        spark.stop();
    }

    private static void measure(String name, Dataset<Row> rows, long flows) {
        long cpu = PROCESS.getProcessCpuTime();
        long wall = System.nanoTime();
        rows.write().format("noop").mode("overwrite").save();
        double cpuSeconds = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
        double wallSeconds = (System.nanoTime() - wall) / 1e9;
        System.out.printf(
                "%-36s %8.2f CPU-s/M flows %10.0f flows per CPU-s %8.1f s wall%n",
                name, cpuSeconds / (flows / 1e6), flows / cpuSeconds, wallSeconds);
    }

    private static Dataset<Row> plain(Dataset<Row> flows) {
        return flows.groupBy(col("domain"), col("source_address"), window(col("flow_start"), "5 minutes"))
                .agg(
                        count(lit(1)),
                        sum("packets"),
                        sum("bytes"),
                        countDistinct("destination_address"),
                        countDistinct("destination_port"),
                        avg("duration_ms"),
                        avg(col("protocol").equalTo(6).cast("int")),
                        stddev_pop("bytes"));
    }
}
