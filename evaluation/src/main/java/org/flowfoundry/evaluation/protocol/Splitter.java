package org.flowfoundry.evaluation.protocol;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.evaluation.EvaluationErrors;

/** Parts a domain's distinct rows into two halves, as strictly as it allows. */
final class Splitter {

    /** Rows of each class that each side must have. */
    private static final int LEAST = 10;

    /** The same where networks' training has decided the sides: a rare class must not end the run. */
    private static final int LEAST_OF_NETWORKS = 5;

    private static final int BUCKETS = 1_024;

    private final String domain;
    private final Dataset<Row> rows;
    private final List<String> classes;
    private final boolean known;
    private final long seed;

    /**
     * @param rows of the classes alone
     * @param known whether a network was trained on the domain
     */
    Splitter(String domain, Dataset<Row> rows, List<String> classes, boolean known, long seed) {
        this.known = known;
        this.domain = domain;
        this.rows = rows;
        this.classes = classes;
        this.seed = seed;
    }

    Split split(SplitKind asked) {
        return switch (asked) {
            case TIME, TIME_PER_CLASS -> required(byTime(), asked, "its flows have no time, or a class no two times");
            case HOST ->
                required(byHost(), asked, "a class has too few source addresses, or all its flows come from one");
            case RANDOM -> atRandom(null);
            case MODEL -> asNetworks();
            case AUTO -> known ? asNetworks() : strictest();
        };
    }

    private Split asNetworks() {
        if (!known) {
            throw EvaluationErrors.splitNotPossible(
                    domain, SplitKind.MODEL.label(), "none of the models asked for was trained on it");
        }
        Split.Sides sides = sides(col("unseen"));
        List<String> there = classes.stream()
                .filter(one -> sides.have(LEAST_OF_NETWORKS, one))
                .toList();
        if (there.size() < 2) {
            throw EvaluationErrors.notHeldOut(domain, sides.words(classes), LEAST_OF_NETWORKS);
        }
        List<String> missing =
                classes.stream().filter(one -> !there.contains(one)).toList();
        String note = missing.isEmpty()
                ? null
                : "Left out, since fewer than " + LEAST_OF_NETWORKS
                        + " different flows were or were not seen by the networks: " + sides.words(missing) + ".";
        return new Split(SplitKind.MODEL, col("unseen"), there, note);
    }

    private Split required(Split split, SplitKind asked, String why) {
        if (split == null) {
            throw EvaluationErrors.splitNotPossible(domain, asked.label(), why);
        }
        return split;
    }

    private Split strictest() {
        Split byTime = byTime();
        if (byTime != null) {
            return byTime;
        }
        Split byHost = byHost();
        return byHost != null
                ? byHost
                : atRandom(
                        "There is no time to split by, and a class whose flows have one source address, or none: split at"
                                + " random. What is measured is how far labels carry within the same network and period.");
    }

    private Split atRandom(String note) {
        Column side = pmod(xxhash64(lit(seed), lit("side"), col("signature")), lit(2L));
        return new Split(SplitKind.RANDOM, side.equalTo(1), classes, note);
    }

    /** Null where rows have no time or a class cannot be cut by it. */
    private Split byTime() {
        if (!rows.where(col("start").isNull()).isEmpty()) {
            return null;
        }
        Object middle = rows.agg(expr("percentile_approx(start, 0.5)")).first().get(0);
        Column after = col("start").gt(lit(middle));
        if (sides(after).haveEach(LEAST, classes)) {
            return new Split(SplitKind.TIME, after, classes, null);
        }
        Column perClass = lit(false);
        for (Row row :
                rows.groupBy("class").agg(expr("percentile_approx(start, 0.5)")).collectAsList()) {
            perClass = when(col("class").equalTo(row.getString(0)), col("start").gt(lit(row.get(1))))
                    .otherwise(perClass);
        }
        return sides(perClass).haveEach(LEAST, classes)
                ? new Split(
                        SplitKind.TIME_PER_CLASS,
                        perClass,
                        classes,
                        "Some classes are there for a part of the time only: each class is cut at its own middle.")
                : null;
    }

    private Split.Sides sides(Column isTest) {
        Map<String, Long> training = new HashMap<>();
        Map<String, Long> test = new HashMap<>();
        for (Row row :
                rows.groupBy(col("class"), isTest.as("test")).agg(count(lit(1))).collectAsList()) {
            (row.getBoolean(1) ? test : training).put(row.getString(0), row.getLong(2));
        }
        return new Split.Sides(training, test);
    }

    /** Null where a class cannot be on both sides. */
    private Split byHost() {
        if (!rows.where(col("host").isNull()).isEmpty()) {
            return null;
        }
        Column bucket = pmod(xxhash64(lit(seed), col("host")), lit((long) BUCKETS));
        long[][] counts = new long[BUCKETS][classes.size()];
        for (Row row : rows.groupBy(bucket.as("bucket"), col("class")).count().collectAsList()) {
            counts[(int) row.getLong(0)][classes.indexOf(row.getString(1))] = row.getLong(2);
        }
        List<Long> tested = HostSides.tested(counts);
        Column isTest = bucket.isin(tested.toArray());
        return sides(isTest).haveEach(LEAST, classes) ? new Split(SplitKind.HOST, isTest, classes, null) : null;
    }
}
