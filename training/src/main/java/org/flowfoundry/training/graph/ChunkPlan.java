package org.flowfoundry.training.graph;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds stretches of time of about equally many flows, by counting alone: a stretch with too many is halved six times, and its
 * flows are counted again. The same flows give the same stretches, whatever the cluster. A row per 2,000 flows comes to the
 * driver, at most.
 */
final class ChunkPlan {

    /** A stretch of more is cut up. */
    private static final long MOST_FLOWS = 2L * Chunks.FLOWS;

    private static final int CUTS = 64;

    /** Enough to find a busy second among a hundred years. */
    private static final int MOST_ROUNDS = 6;

    private static final long SHORTEST_MICROS = 1_000_000;

    private final Dataset<Row> flows;
    private final long unit;

    /** Starts and counts of a domain's stretches, and where its last one ends. */
    private record Stretches(TreeMap<Long, Long> counts, long end) {

        long endOf(long start) {
            Long next = counts.higherKey(start);
            return next == null ? end : next;
        }
    }

    private ChunkPlan(Dataset<Row> flows, PieceShape shape) {
        this.flows = flows.where(col("flow_start").isNotNull());
        this.unit = shape.timed() ? shape.windowMicros() : SHORTEST_MICROS;
    }

    /** The chunks of each domain that has flows. */
    static Map<String, Chunks> of(Dataset<Row> flows, PieceShape shape) {
        return new ChunkPlan(flows, shape).chunks();
    }

    private Map<String, Chunks> chunks() {
        Map<String, Stretches> all = new HashMap<>();
        for (Row row : flows.groupBy("domain")
                .agg(count(lit(1)), min(unix_micros(col("flow_start"))), max(unix_micros(col("flow_start"))))
                .collectAsList()) {
            long start = Math.floorDiv(row.getLong(2), unit) * unit;
            all.put(row.getString(0), new Stretches(new TreeMap<>(Map.of(start, row.getLong(1))), row.getLong(3) + 1));
        }
        for (int round = 0; round < MOST_ROUNDS && cutBusy(all); round++) {
            countAgain(all);
        }
        Map<String, Chunks> chunks = new HashMap<>();
        all.forEach((domain, stretches) -> chunks.put(domain, joined(stretches)));
        return chunks;
    }

    /** Cuts each stretch with too many flows into shorter ones; gives whether there was one. */
    private boolean cutBusy(Map<String, Stretches> all) {
        boolean any = false;
        for (Stretches stretches : all.values()) {
            for (Map.Entry<Long, Long> stretch : new TreeMap<>(stretches.counts()).entrySet()) {
                long start = stretch.getKey();
                long end = stretches.endOf(start);
                if (stretch.getValue() > MOST_FLOWS && end - start > unit) {
                    any = true;
                    long units = (end - start - 1) / unit + 1;
                    long step = ((units - 1) / CUTS + 1) * unit;
                    for (long cut = start; cut < end; cut += step) {
                        stretches.counts().put(cut, 0L);
                    }
                }
            }
        }
        return any;
    }

    private void countAgain(Map<String, Stretches> all) {
        Map<String, long[]> starts = new HashMap<>();
        all.forEach((domain, stretches) -> starts.put(domain, starts(stretches.counts())));
        UDF2<String, Long, Integer> place = (domain, start) -> {
            int found = Arrays.binarySearch(starts.get(domain), start);
            return found >= 0 ? found : -found - 2;
        };
        all.values().forEach(stretches -> stretches.counts().replaceAll((start, flows) -> 0L));
        for (Row row : flows.select(
                        col("domain"),
                        udf(place, DataTypes.IntegerType)
                                .apply(col("domain"), unix_micros(col("flow_start")))
                                .as("stretch"))
                .groupBy("domain", "stretch")
                .count()
                .collectAsList()) {
            long start = starts.get(row.getString(0))[row.getInt(1)];
            all.get(row.getString(0)).counts().put(start, row.getLong(2));
        }
    }

    /** Joins neighbours with few flows. */
    private static Chunks joined(Stretches stretches) {
        TreeMap<Long, Long> joined = new TreeMap<>();
        for (Map.Entry<Long, Long> stretch : stretches.counts().entrySet()) {
            Map.Entry<Long, Long> last = joined.lastEntry();
            if (last != null && last.getValue() + stretch.getValue() <= MOST_FLOWS) {
                joined.put(last.getKey(), last.getValue() + stretch.getValue());
            } else {
                joined.put(stretch.getKey(), stretch.getValue());
            }
        }
        int[] parts = joined.values().stream()
                .mapToInt(flows -> (int) (Math.max(0, flows - 1) / MOST_FLOWS) + 1)
                .toArray();
        return new Chunks(starts(joined), parts);
    }

    private static long[] starts(TreeMap<Long, Long> stretches) {
        return stretches.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
