package org.flowfoundry.etl.decode.netflow;

import java.io.Closeable;
import java.io.IOException;

/** The export messages of a file, in their order. What is none goes to quarantine, or is passed over where it may be. */
interface MessageSource extends Closeable {

    /** Reads the next message; false at the end. */
    boolean next(ExportMessage message) throws IOException;

    /** Bytes of the file read so far. */
    long bytesRead();
}
