package org.flowfoundry.training.sequence;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Packs the windows of a partition and deals the rows out to the shards, one after the other, so that shards differ by a few
 * rows at most. The same partition gives the same rows each time, as a task that is tried again must.
 *
 * @param features of the windows
 * @param rule by which hosts are cut
 * @param shards to deal to
 * @param seed decides where rows stand in a shard
 */
record ShardRows(List<SeriesFeature> features, SegmentRule rule, int shards, long seed)
        implements MapPartitionsFunction<Row, ShardRow> {

    @Override
    public Iterator<ShardRow> call(Iterator<Row> sorted) {
        Iterator<KeyedBatches.KeyedBatch> rows =
                new KeyedBatches(SeriesWindows.read(sorted, features), rule, features.size(), 1);
        long partition = HostHash.mixed(seed ^ HostHash.mixed(TaskContext.getPartitionId()));
        return new Iterator<>() {
            private long number;

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public ShardRow next() {
                KeyedBatches.KeyedBatch row = rows.next();
                int shard = (int) Math.floorMod(partition + number, (long) shards);
                long place = HostHash.mixed(partition ^ HostHash.mixed(number));
                number++;
                return new ShardRow(
                        shard, place, tokens(row.batch()), row.fresh().size(), row.batch());
            }
        };
    }

    private static int tokens(SequenceBatch row) {
        int tokens = 0;
        for (int segment : row.segments()) {
            tokens += segment >= 0 ? 1 : 0;
        }
        return tokens;
    }
}
