package org.flowfoundry.training.record;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.TrainingErrors;

/**
 * Which records a generator learns from, and which it never sees, so that what it makes can be compared with them. Records
 * that are the same in every field are in the same part: a copy of one that was learned is not also found held out.
 *
 * @param heldOut share that is never learned from, 0 to 0.9
 * @param seed draws it
 */
public record RecordSplit(double heldOut, long seed) implements Serializable {

    public RecordSplit {
        if (!(heldOut >= 0 && heldOut <= 0.9)) {
            throw TrainingErrors.badSetting("hold-out", Double.toString(heldOut), "it must be 0 to 0.9");
        }
    }

    /** Whether a row of {@code flows} is held out, by its values in these fields. */
    public boolean isHeldOut(Row row, List<RecordField> fields) {
        return uniform(new RecordReader(row).text(fields)) < heldOut;
    }

    /** Whether a row of a table is held out. */
    public boolean isHeldOut(RecordTable table, int row) {
        return uniform(table.text(row)) < heldOut;
    }

    /** FNV-1a over the text, then SplitMix64's finalizer: from 0 to below 1. */
    private double uniform(String text) {
        long hash = 0xcbf29ce484222325L ^ seed * 0x9E3779B97F4A7C15L;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ one) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        hash ^= hash >>> 31;
        return (hash >>> 11) * 0x1p-53;
    }
}
