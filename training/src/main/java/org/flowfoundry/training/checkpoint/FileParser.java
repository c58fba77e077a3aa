package org.flowfoundry.training.checkpoint;

import java.io.IOException;
import java.io.InputStream;

/** Reads a file. */
@FunctionalInterface
public interface FileParser<T> {

    /** Reads it from its beginning; the stream is closed by the caller. */
    T parse(InputStream in, long length, String name) throws IOException;
}
