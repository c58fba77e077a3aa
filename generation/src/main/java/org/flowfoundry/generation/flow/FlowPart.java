package org.flowfoundry.generation.flow;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordSplit;

/** The parts of a network's records. */
enum FlowPart {
    /** Learned from. */
    TRAINING,
    /** Watched while training, and never learned from either. */
    VALIDATION,
    /** What synthetic records are compared with. */
    HELD_OUT;

    /** Of what is not held out. */
    static final double VALIDATION_SHARE = 0.05;

    private static final long VALIDATION_SEED = 0x5bd1e995;

    /**
     * Tells records' parts. Records that are the same in every field are in the same one.
     *
     * @param split what is held out
     * @param fields whose values decide
     */
    record Rule(RecordSplit split, List<RecordField> fields) implements Serializable {

        FlowPart of(Row row) {
            if (split.isHeldOut(row, fields)) {
                return HELD_OUT;
            }
            long seed = new SplittableRandom(split.seed() ^ VALIDATION_SEED).nextLong();
            return new RecordSplit(VALIDATION_SHARE, seed).isHeldOut(row, fields) ? VALIDATION : TRAINING;
        }
    }
}
