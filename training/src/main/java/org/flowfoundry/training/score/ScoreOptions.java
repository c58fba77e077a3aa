package org.flowfoundry.training.score;

import org.flowfoundry.core.lake.PartitionRange;

/**
 * What {@code score} is asked to do.
 *
 * @param lake folder or URI of the lake
 * @param model as in {@code name}, {@code name:v3} or {@code name:promoted}
 * @param range the host windows to score, and so exactly the partitions whose rows of this model are replaced
 */
public record ScoreOptions(String lake, String model, PartitionRange range) {}
