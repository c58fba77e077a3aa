package org.flowfoundry.etl.ingest;

import java.io.Serializable;
import org.apache.spark.util.LongAccumulator;

/** Takes what a task got done. */
record TaskMeter(LongAccumulator rows, LongAccumulator bytes) implements Serializable {

    /** Adds rows written and input bytes read. */
    void add(long moreRows, long moreBytes) {
        rows.add(moreRows);
        bytes.add(moreBytes);
    }
}
