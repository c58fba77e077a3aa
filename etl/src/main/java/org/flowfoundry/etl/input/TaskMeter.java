package org.flowfoundry.etl.input;

import java.io.Serializable;
import org.apache.spark.util.LongAccumulator;

/** Takes what a task got done. */
public record TaskMeter(LongAccumulator rows, LongAccumulator bytes) implements Serializable {

    /** Adds rows written and input bytes read. */
    public void add(long moreRows, long moreBytes) {
        rows.add(moreRows);
        bytes.add(moreBytes);
    }
}
