package org.flowfoundry.core.parquet;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a Parquet file to read, wherever it lies. */
public interface ParquetSource {

    /** The size in bytes. */
    long length() throws IOException;

    /** A new stream from the given offset on. The caller closes it. */
    InputStream open(long offset) throws IOException;
}
