package org.flowfoundry.training.sequence;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.data.ShuffledBatches;

/**
 * Shards as workers read them: sent to the executors, opened there. Worker r of W reads the shards r, r + W, r + 2W, ..., so
 * every row is read by exactly one.
 */
public final class ShardSource implements Serializable {

    private static final long serialVersionUID = 1;

    /** Rows of so many bytes are shuffled together. */
    private static final int BUFFER_BYTES = 32 << 20;

    private final SerializableConfiguration conf;
    private final Sequences sequences;
    private final Sequences.Shards shards;

    /**
     * @param conf how the lake's file system is reached
     * @param shards a part of {@code sequences}
     */
    public ShardSource(Configuration conf, Sequences sequences, Sequences.Shards shards) {
        this.conf = new SerializableConfiguration(conf);
        this.sequences = sequences;
        this.shards = shards;
    }

    /**
     * One worker's stream. Its memory does not depend on the size of the data: one shuffle buffer and one row group.
     *
     * @param worker 0 to below workers
     * @param batchRows rows per batch
     * @throws org.flowfoundry.core.error.UserException where there are fewer shards than workers, or a shard is damaged
     */
    public Batches<SequenceBatch> open(int worker, int workers, int batchRows, long seed) {
        if (workers > shards.count()) {
            throw TrainingErrors.fewerShardsThanWorkers(shards.count(), workers);
        }
        ShardFiles files = new ShardFiles(conf.value(), sequences, shards, worker, workers);
        int bufferRows = Math.max(batchRows, BUFFER_BYTES / sequences.rule().rowBytes(sequences.features()));
        // A worker's order must not be the other workers' too.
        long ownSeed = HostHash.mixed(seed ^ HostHash.mixed(worker));
        return new ShuffledBatches<>(files, batchRows, bufferRows, ownSeed, SequenceBatch::join);
    }
}
