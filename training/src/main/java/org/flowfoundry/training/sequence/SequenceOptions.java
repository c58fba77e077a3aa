package org.flowfoundry.training.sequence;

import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.TrainingErrors;

/**
 * What training data is asked for.
 *
 * @param range partitions of {@code host_series}
 * @param context tokens per row
 * @param overlap windows of history that segments but a host's first begin with, 1 to below context; half the context gives
 *     the most history, less is less work
 * @param shards files per part; at least the number of workers, best a multiple of it
 */
public record SequenceOptions(PartitionRange range, Split split, int context, int overlap, int shards) {

    static final int MOST_SHARDS = 10_000;

    public SequenceOptions {
        if (context < 2 || context > SegmentRule.MOST_CONTEXT || overlap < 1 || overlap >= context) {
            throw TrainingErrors.badContext(context, overlap, SegmentRule.MOST_CONTEXT);
        }
        if (shards < 1 || shards > MOST_SHARDS) {
            throw TrainingErrors.badShards(shards, MOST_SHARDS);
        }
    }
}
