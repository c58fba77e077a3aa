package org.flowfoundry.generation.shard;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.generation.diffusion.TokenBatch;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.data.ShuffledBatches;

/** Shards as workers read them: sent to the executors, opened there. */
public final class TokenSource implements Serializable {

    private static final long serialVersionUID = 1;

    /** Rows of so many bytes are shuffled together. */
    private static final int BUFFER_BYTES = 32 << 20;

    private final SerializableConfiguration conf;
    private final TokenShards.Part part;
    private final int[] sizes;

    /**
     * @param conf how the lake's file system is reached
     * @param sizes (slots): how many tokens each has
     */
    public TokenSource(Configuration conf, TokenShards.Part part, int[] sizes) {
        this.conf = new SerializableConfiguration(conf);
        this.part = part;
        this.sizes = sizes.clone();
    }

    /** One worker's stream, whose memory does not depend on the size of the data. */
    public Batches<TokenBatch> open(int worker, int workers, int batchRows, long seed) {
        TokenFiles files = new TokenFiles(conf.value(), part, sizes, worker, workers);
        int bufferRows = Math.max(batchRows, BUFFER_BYTES / (Integer.BYTES * sizes.length));
        // A worker's order must not be the other workers' too.
        return new ShuffledBatches<>(
                files, batchRows, bufferRows, seed * 31 + worker * 0x9E3779B97F4A7C15L, TokenBatch::of);
    }
}
