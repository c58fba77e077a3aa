package org.flowfoundry.etl.export;

import java.io.Closeable;
import java.io.IOException;
import org.flowfoundry.core.flow.FlowBatch;

/** A file of flows that is being written. Closing it without {@link #finish()} leaves a file that is not whole. */
interface FlowFile extends Closeable {

    /** Writes all rows of a batch, which may be cleared afterwards. */
    void write(FlowBatch flows) throws IOException;

    /** Writes what is left; the file is whole then. */
    void finish() throws IOException;

    /** How many values did not fit the format so far. */
    long valuesDropped();
}
