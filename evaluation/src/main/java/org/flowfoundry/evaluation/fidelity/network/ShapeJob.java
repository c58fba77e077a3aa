package org.flowfoundry.evaluation.fidelity.network;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_timestamp;
import static org.apache.spark.sql.functions.when;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.storage.StorageLevel;

/** Computes the shape of a network where its flows are: only aggregates come back. */
public final class ShapeJob {

    private static final int WINDOW_SECONDS = 300;
    private static final long LEAST_FLOWS = 20;

    private static final Map<Statistic, Double> QUANTILES = Map.of(
            Statistic.OUT_DEGREE_P50, 0.5,
            Statistic.OUT_DEGREE_P99, 0.99,
            Statistic.OUT_DEGREE_MAX, 1.0,
            Statistic.IN_DEGREE_P99, 0.99,
            Statistic.PORT_FAN_OUT_P99, 0.99);

    private final Map<Statistic, Double> statistics = new EnumMap<>(Statistic.class);
    private final Map<Distribution, Map<Integer, Long>> distributions = new EnumMap<>(Distribution.class);

    private ShapeJob() {}

    /** The shape of rows of {@code flows}. */
    public static NetworkShape shape(Dataset<Row> flows) {
        ShapeJob job = new ShapeJob();
        Dataset<Row> hosts = flows.filter(
                col("source_address").isNotNull().and(col("destination_address").isNotNull()));
        if (!hosts.isEmpty()) {
            job.graph(hosts);
        }
        Dataset<Row> timed = flows.filter(col("flow_start").isNotNull());
        if (!timed.isEmpty()) {
            job.times(timed);
        }
        return new NetworkShape(job.statistics, job.distributions);
    }

    private void graph(Dataset<Row> flows) {
        Dataset<Row> pairs = flows.groupBy(
                        col("source_address").as("src"),
                        col("destination_address").as("dst"))
                .agg(count(lit(1)).as("flows"))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Row sizes = pairs.agg(count(lit(1)), sum("flows")).head();
            statistics.put(Statistic.FLOWS_PER_PAIR, sizes.getLong(1) / (double) sizes.getLong(0));
            statistics.put(Statistic.HOSTS, (double)
                    pairs.select("src").union(pairs.select("dst")).distinct().count());
            put(
                    Distribution.OUT_DEGREE,
                    pairs.groupBy("src").agg(count(lit(1)).as("size")),
                    List.of(Statistic.OUT_DEGREE_P50, Statistic.OUT_DEGREE_P99, Statistic.OUT_DEGREE_MAX));
            put(
                    Distribution.IN_DEGREE,
                    pairs.groupBy("dst").agg(count(lit(1)).as("size")),
                    List.of(Statistic.IN_DEGREE_P99));
            put(
                    Distribution.FLOWS_PER_SOURCE,
                    pairs.groupBy("src").agg(sum("flows").as("size")),
                    List.of());
            put(
                    Distribution.PORT_FAN_OUT,
                    flows.filter(col("destination_port").isNotNull())
                            .groupBy("source_address")
                            .agg(count_distinct(col("destination_port")).as("size")),
                    List.of(Statistic.PORT_FAN_OUT_P99));
            statistics.putAll(Motifs.of(pairs));
        } finally {
            pairs.unpersist();
        }
    }

    /** The distribution of the logarithms of sizes, and some of their quantiles; nothing where there are none. */
    private void put(Distribution distribution, Dataset<Row> sizes, List<Statistic> quantiles) {
        Map<Integer, Long> bins = counted(sizes.groupBy(floor(log2(col("size")).multiply(distribution.binsPerUnit()))
                        .cast("int")
                        .as("bin"))
                .count());
        if (bins.isEmpty()) {
            return;
        }
        distributions.put(distribution, bins);
        if (!quantiles.isEmpty()) {
            Column[] asked = quantiles.stream()
                    .map(statistic -> percentile_approx(col("size"), lit(QUANTILES.get(statistic)), lit(10_000)))
                    .toArray(Column[]::new);
            Row found = sizes.select(asked).head();
            for (int i = 0; i < asked.length; i++) {
                statistics.put(quantiles.get(i), (double) found.getLong(i));
            }
        }
    }

    private static Map<Integer, Long> counted(Dataset<Row> bins) {
        Map<Integer, Long> counted = new HashMap<>();
        bins.collectAsList().forEach(row -> counted.put(row.getInt(0), row.getLong(1)));
        return counted;
    }

    private void times(Dataset<Row> flows) {
        distributions.put(
                Distribution.HOUR,
                counted(flows.groupBy(hour(col("flow_start")).as("bin")).count()));
        Dataset<Row> windows = flows.filter(col("source_address").isNotNull())
                .groupBy(
                        col("source_address").as("host"),
                        floor(unix_timestamp(col("flow_start")).divide(WINDOW_SECONDS))
                                .as("window"))
                .agg(count(lit(1)).cast("double").as("flows"));
        Row ends = windows.agg(min("window"), max("window")).head();
        if (!ends.isNullAt(0)) {
            put(autocorrelation(windows, ends.getLong(1) - ends.getLong(0) + 1));
        }
    }

    /** The distribution of the correlations and their mean; nothing where there are none. */
    private void put(Dataset<Row> correlations) {
        Map<Integer, Long> bins = counted(correlations
                .groupBy(floor(col("correlation").multiply(Distribution.AUTOCORRELATION.binsPerUnit()))
                        .cast("int")
                        .as("bin"))
                .count());
        if (!bins.isEmpty()) {
            distributions.put(Distribution.AUTOCORRELATION, bins);
            statistics.put(
                    Statistic.AUTOCORRELATION,
                    correlations.agg(avg("correlation")).head().getDouble(0));
        }
    }

    /**
     * A row per source of flows enough, with its correlation: over all windows from the first to the last of the network, those
     * without a flow, too.
     */
    private static Dataset<Row> autocorrelation(Dataset<Row> windows, long count) {
        WindowSpec before = Window.partitionBy("host").orderBy("window");
        Column isNext = lag("window", 1).over(before).equalTo(col("window").minus(1));
        Dataset<Row> hosts = windows.withColumn(
                        "product",
                        when(isNext, lag("flows", 1).over(before).multiply(col("flows")))
                                .otherwise(0.0))
                .groupBy("host")
                .agg(
                        sum("flows").as("n"),
                        sum("product").as("products"),
                        sum(col("flows").multiply(col("flows"))).as("squares"))
                .filter(col("n").geq(LEAST_FLOWS));
        Column expected = col("n").multiply(col("n")).divide((double) count);
        return hosts.filter(col("squares").gt(expected.plus(1e-9)))
                .select(col("products")
                        .minus(expected)
                        .divide(col("squares").minus(expected))
                        .as("correlation"));
    }
}
