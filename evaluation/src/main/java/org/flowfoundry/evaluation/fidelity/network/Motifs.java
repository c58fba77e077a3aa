package org.flowfoundry.evaluation.fidelity.network;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Small patterns of a graph: pairs both ways, wedges, triangles. */
final class Motifs {

    /** Pairs among which triangles are looked for; of a larger graph those among hosts that are drawn by a hash. */
    private static final double MOST_PAIRS = 50_000;

    private Motifs() {}

    /** @param pairs (src, dst), each once; pairs of a host with itself are left out */
    static Map<Statistic, Double> of(Dataset<Row> pairs) {
        Dataset<Row> others = pairs.filter(col("src").notEqual(col("dst")));
        Dataset<Row> undirected = others.groupBy(
                        least(col("src"), col("dst")).as("a"),
                        greatest(col("src"), col("dst")).as("b"))
                .agg(count(lit(1)).as("ways"));
        Row counts = undirected
                .agg(count(lit(1)), sum(when(col("ways").equalTo(2), 2L).otherwise(0L)), sum("ways"))
                .head();
        Map<Statistic, Double> found = new EnumMap<>(Statistic.class);
        if (counts.getLong(0) == 0) {
            return found;
        }
        found.put(Statistic.RECIPROCITY, counts.getLong(1) / (double) counts.getLong(2));
        found.put(Statistic.WEDGES_PER_PAIR, wedges(undirected) / counts.getLong(0));
        Dataset<Row> drawn = drawn(undirected, Math.sqrt(MOST_PAIRS / counts.getLong(0)));
        double wedges = wedges(drawn);
        if (wedges > 0) {
            found.put(Statistic.CLUSTERING, 3 * triangles(drawn) / wedges);
        }
        return found;
    }

    /** The pairs of which both hosts are among a share of all. */
    private static Dataset<Row> drawn(Dataset<Row> pairs, double share) {
        return share >= 1 ? pairs : pairs.filter(isDrawn("a", share).and(isDrawn("b", share)));
    }

    private static Column isDrawn(String host, double share) {
        return abs(xxhash64(col(host)).mod(1_000_003)).lt(share * 1_000_003);
    }

    private static double wedges(Dataset<Row> pairs) {
        Row sum = degrees(pairs)
                .agg(sum(col("degree").multiply(col("degree").minus(1)).divide(2)))
                .head();
        return sum.isNullAt(0) ? 0 : sum.getDouble(0);
    }

    private static Dataset<Row> degrees(Dataset<Row> pairs) {
        return pairs.select(col("a").as("host"))
                .union(pairs.select(col("b").as("host")))
                .groupBy("host")
                .agg(count(lit(1)).as("degree"));
    }

    /** Each pair points to its host of more neighbours, so that no host has many to follow (Chiba and Nishizeki 1985). */
    private static double triangles(Dataset<Row> pairs) {
        Dataset<Row> degrees = degrees(pairs);
        Dataset<Row> known = pairs.join(degrees.toDF("a", "of_a"), "a").join(degrees.toDF("b", "of_b"), "b");
        Column isUp = struct(col("of_a"), col("a")).lt(struct(col("of_b"), col("b")));
        Dataset<Row> up = known.select(
                        when(isUp, col("a")).otherwise(col("b")).as("low"),
                        when(isUp, col("b")).otherwise(col("a")).as("high"))
                .localCheckpoint();
        Dataset<Row> wedges = up.toDF("low", "x")
                .join(up.toDF("low", "y"), "low")
                .filter(col("x").lt(col("y")))
                .select(col("x").as("a"), col("y").as("b"));
        Dataset<Row> all = pairs.select(col("a").as("one"), col("b").as("other"));
        return wedges.join(all, col("a").equalTo(col("one")).and(col("b").equalTo(col("other"))))
                .count();
    }
}
