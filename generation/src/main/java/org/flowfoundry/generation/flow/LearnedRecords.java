package org.flowfoundry.generation.flow;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.sketch.BloomFilter;
import org.apache.spark.util.sketch.IncompatibleMergeException;
import org.flowfoundry.training.record.RecordReader;

/**
 * The records that a generator learned from, so that none of them comes again. It is made from the lake for each run and never
 * stored: whoever has a generator's files cannot ask it who was a member.
 *
 * @param filter of their texts: now and then it takes a new one for one that was learned
 */
record LearnedRecords(BloomFilter filter) implements Serializable {

    /** Up to so many records one in a thousand is mistaken, and beyond more: 64 MB. */
    private static final long MOST_EXPECTED = 36_000_000;

    /** Depth of the tree by which filters are merged: none of its nodes, nor the driver, gets many. */
    private static final int MERGING = 4;

    static final double MISTAKEN = 0.001;

    /**
     * Reads them; a pass over the flows.
     *
     * @param expected about how many there are
     */
    static LearnedRecords of(FlowRecords flows, FlowPart.Rule rule, long expected) {
        long size = Math.max(1, Math.min(MOST_EXPECTED, expected));
        FlatMapFunction<Iterator<Row>, BloomFilter> filling = rows -> {
            BloomFilter filter = BloomFilter.create(size, MISTAKEN);
            rows.forEachRemaining(row -> put(filter, row, rule));
            return List.of(filter).iterator();
        };
        return new LearnedRecords(
                flows.rows().toJavaRDD().mapPartitions(filling).treeReduce(LearnedRecords::merged, MERGING));
    }

    private static void put(BloomFilter filter, Row row, FlowPart.Rule rule) {
        if (rule.of(row) != FlowPart.HELD_OUT) {
            filter.putString(new RecordReader(row).text(rule.fields()));
        }
    }

    private static BloomFilter merged(BloomFilter one, BloomFilter other) {
        try {
            return one.mergeInPlace(other);
        } catch (IncompatibleMergeException e) {
            throw new IllegalStateException("All are made alike", e);
        }
    }

    /** Whether a record, by its text, was learned from. */
    boolean has(String text) {
        return filter.mightContainString(text);
    }
}
