package org.flowfoundry.training.checkpoint;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a file. */
@FunctionalInterface
public interface FileContent {

    /** Writes all of it; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
}
