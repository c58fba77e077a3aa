package org.flowfoundry.training.graph;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.sequence.HostHash;

/**
 * Shards of pieces as workers read them: sent to the executors, opened there. Worker r of W reads the shards r, r + W, r + 2W,
 * ..., so every piece is read by exactly one.
 */
public final class PieceSource implements Serializable {

    private static final long serialVersionUID = 1;

    /** Pieces of so many bytes, of all domains, are shuffled together. */
    private static final int BUFFER_BYTES = 32 << 20;

    private final SerializableConfiguration conf;
    private final List<int[]> fieldEnds;
    private final Pieces.Shards shards;
    private final int pieceFlows;

    /**
     * @param conf how the lake's file system is reached
     * @param pieces how the shards were made
     */
    public PieceSource(Configuration conf, FlowPieces pieces, Pieces.Shards shards) {
        this.conf = new SerializableConfiguration(conf);
        this.fieldEnds = new ArrayList<>(
                pieces.domains().stream().map(GraphDomain::fieldEnds).toList());
        this.shards = shards;
        this.pieceFlows = pieces.shape().flows();
    }

    /**
     * One worker's stream. Its memory does not depend on the size of the data: a shuffle buffer, and a row group per domain.
     *
     * @param worker 0 to below workers
     * @param batchPieces pieces per batch
     * @throws org.flowfoundry.core.error.UserException where the worker has no pieces, or a shard is damaged
     */
    public GraphBatches open(int worker, int workers, int batchPieces, GraphRule rule, long seed) {
        if (shards.rowsOf(worker, workers) == 0) {
            throw TrainingErrors.tooFewPieces(shards.name(), shards.allRows(), worker, workers);
        }
        List<PieceFiles> files = new ArrayList<>();
        int widest = 1;
        for (int domain = 0; domain < fieldEnds.size(); domain++) {
            int[] ends = fieldEnds.get(domain);
            int width = ends[ends.length - 1];
            files.add(new PieceFiles(conf.value(), shards, domain, width, worker, workers));
            widest = Math.max(widest, width);
        }
        long pieceBytes = (long) pieceFlows * Float.BYTES * widest;
        int buffer = (int) Math.max(batchPieces, BUFFER_BYTES / fieldEnds.size() / pieceBytes);
        // A worker's order must not be the other workers' too.
        long ownSeed = HostHash.mixed(seed ^ HostHash.mixed(worker));
        return new GraphBatches(files, fieldEnds, batchPieces, buffer, rule, ownSeed);
    }
}
