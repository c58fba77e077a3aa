package org.flowfoundry.generation.network;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.dayofweek;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.regr_intercept;
import static org.apache.spark.sql.functions.regr_slope;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits a {@link NetworkModel} to flows with roles. Costs two shuffles of the flows by pair and one by time within pairs; what
 * comes to the driver are the talks, which are bounded. What it needs of the flows is kept, on disk where memory is short, while it lasts.
 */
public final class NetworkFit {

    /** Services that are told apart. */
    private static final int MOST_SERVICES = 32;

    private static final int MOST_TALKS = 2_000;

    /** A pair's flows that follow each other so fast belong together. */
    private static final double BURST_SECONDS = 60;

    private static final int ACCURACY = 2_000;

    private NetworkFit() {}

    /** Flows with the columns {@code source_role}, {@code destination_role} and {@code hour}. */
    public static Dataset<Row> withRoles(Dataset<Row> flows) {
        return HostRoles.added(flows, HostRoles.of(flows)).withColumn("hour", hour(col("flow_start")));
    }

    /** @param flows as {@link #withRoles} gives them, those that may be learned from */
    public static NetworkModel fit(Dataset<Row> flows) {
        // They are looked at several times, and their roles cost two joins.
        Dataset<Row> kept = flows.select(
                        "date",
                        "flow_start",
                        "source_address",
                        "destination_address",
                        "destination_port",
                        "protocol",
                        "source_role",
                        "destination_role")
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return fitted(kept);
        } finally {
            kept.unpersist();
        }
    }

    private static NetworkModel fitted(Dataset<Row> flows) {
        Dataset<Row> addressed = flows.where(
                col("source_role").isNotNull().and(col("destination_role").isNotNull()));
        Map<String, Long> hosts = hosts(addressed);
        Dataset<Row> served = addressed.withColumn("service", service(addressed));
        Dataset<Row> pairs = pairs(served).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Row times = times(flows);
            return new NetworkModel(
                    hosts,
                    talks(pairs),
                    days(flows),
                    (int) Math.max(1, times.getLong(0)),
                    number(times, 1, 0),
                    number(times, 2, 1));
        } finally {
            pairs.unpersist();
        }
    }

    private static double number(Row row, int column, double otherwise) {
        return row.isNullAt(column) ? otherwise : row.getDouble(column);
    }

    private static Map<String, Long> hosts(Dataset<Row> flows) {
        Dataset<Row> ends = flows.select(
                        col("source_address").as("host"), col("source_role").as("role"))
                .unionByName(flows.select(
                        col("destination_address").as("host"),
                        col("destination_role").as("role")));
        Map<String, Long> hosts = new TreeMap<>();
        ends.groupBy("role")
                .agg(countDistinct("host"))
                .collectAsList()
                .forEach(row -> hosts.put(row.getString(0), row.getLong(1)));
        return hosts;
    }

    private static Column service(Dataset<Row> flows) {
        Column named = concat_ws("/", col("destination_port"), col("protocol"));
        Object[] frequent = flows
                .groupBy(named.as("service"))
                .agg(count(lit(1)).as("flows"))
                .orderBy(desc("flows"), col("service"))
                .limit(MOST_SERVICES)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toArray();
        return when(named.isin(frequent), named).otherwise(lit(Talk.ANY));
    }

    /** A row per talk and pair of hosts: flows, hours. */
    private static Dataset<Row> pairs(Dataset<Row> served) {
        Column everywhere = lit(Talk.ANY);
        Dataset<Row> any = served.withColumn("service", everywhere);
        return served.where(col("service").notEqual(everywhere))
                .unionByName(any)
                .groupBy("source_role", "destination_role", "service", "source_address", "destination_address")
                .agg(
                        count(lit(1)).as("flows"),
                        countDistinct(date_trunc("hour", col("flow_start"))).as("hours"));
    }

    private static List<Talk> talks(Dataset<Row> pairs) {
        Map<String, Shares> sources = degrees(pairs, "source_address");
        Map<String, Shares> destinations = degrees(pairs, "destination_address");
        List<Talk> talks = new ArrayList<>();
        Column ofActive = when(col("hours").gt(0), log(col("hours")));
        List<Row> rows = pairs.groupBy("source_role", "destination_role", "service")
                .agg(
                        sum("flows").as("flows"),
                        count(lit(1)),
                        quantiles("flows"),
                        regr_intercept(ofActive, log(col("flows"))),
                        regr_slope(ofActive, log(col("flows"))))
                .orderBy(desc("flows"), col("source_role"), col("destination_role"), col("service"))
                .limit(MOST_TALKS)
                .collectAsList();
        for (Row row : rows) {
            String key = Talk.key(row.getString(0), row.getString(1), row.getString(2));
            talks.add(new Talk(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    Shares.of(row.getLong(4), row.getLong(3), row.getList(5)),
                    sources.get(key),
                    destinations.get(key),
                    number(row, 6, 0),
                    number(row, 7, 0)));
        }
        return talks;
    }

    private static Column quantiles(String column) {
        return percentile_approx(col(column), lit(Shares.quantiles()), lit(ACCURACY));
    }

    /** By how many other hosts the hosts of a talk have. */
    private static Map<String, Shares> degrees(Dataset<Row> pairs, String host) {
        Map<String, Shares> degrees = new HashMap<>();
        pairs.groupBy("source_role", "destination_role", "service", host)
                .agg(count(lit(1)).as("others"))
                .groupBy("source_role", "destination_role", "service")
                .agg(count(lit(1)), sum("others"), quantiles("others"))
                .collectAsList()
                .forEach(row -> degrees.put(
                        Talk.key(row.getString(0), row.getString(1), row.getString(2)),
                        Shares.of(row.getLong(3), row.getLong(4), row.getList(5))));
        return degrees;
    }

    private static double[] days(Dataset<Row> flows) {
        double[] days = new double[7];
        Arrays.fill(days, 1);
        flows.where(col("flow_start").isNotNull())
                .groupBy(dayofweek(col("flow_start")))
                .agg(count(lit(1)).divide(countDistinct(col("date"))))
                .collectAsList()
                // Spark's week begins with Sunday, 1.
                .forEach(row -> days[(row.getInt(0) + 5) % 7] = row.getDouble(1));
        return days;
    }

    /** Hours with flows; of a pair's flows, the share that follow the one before at once; and median seconds between those. */
    private static Row times(Dataset<Row> flows) {
        Dataset<Row> timed = flows.where(col("flow_start").isNotNull());
        Column before = lag("flow_start", 1)
                .over(Window.partitionBy("source_address", "destination_address")
                        .orderBy("flow_start"));
        Column gap = unix_micros(col("flow_start")).minus(unix_micros(before)).divide(1e6);
        Column burst = when(gap.leq(BURST_SECONDS), gap);
        Row gaps = timed.select(burst.as("burst"))
                .agg(
                        try_divide(count("burst"), count(lit(1))),
                        percentile_approx(col("burst"), lit(0.5), lit(ACCURACY)))
                .head();
        long hours =
                timed.select(date_trunc("hour", col("flow_start"))).distinct().count();
        return RowFactory.create(
                hours, gaps.isNullAt(0) ? null : gaps.getDouble(0), gaps.isNullAt(1) ? null : gaps.getDouble(1));
    }
}
