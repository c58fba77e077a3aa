package org.flowfoundry.training.score;

import org.flowfoundry.core.lake.PartitionRange;

/**
 * What {@code score} is asked to do.
 *
 * @param lake folder or URI of the lake
 * @param model as in {@code name}, {@code name:v3} or {@code name:promoted}
 * @param range the host windows to score, and so exactly the partitions whose rows of this model are replaced
 * @param batchRows rows of tokens that the model reads at once; 64 is fast on a CPU
 */
public record ScoreOptions(String lake, String model, PartitionRange range, int batchRows) {

    public static final int BATCH_ROWS = 64;

    public static ScoreOptions defaults(String lake, String model, PartitionRange range) {
        return new ScoreOptions(lake, model, range, BATCH_ROWS);
    }
}
