package org.flowfoundry.etl.decode.mirage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.flowfoundry.core.parquet.ParquetSource;
import org.flowfoundry.etl.decode.ByteSource;

/** A file's bytes for the Parquet reader. What a compressed file's length is takes reading it once. */
final class MirageSource implements ParquetSource {

    private static final long UNKNOWN = -1;

    private final ByteSource file;
    private long length;

    MirageSource(ByteSource file) {
        this.file = file;
        this.length = file.length();
    }

    @Override
    public long length() throws IOException {
        if (length == UNKNOWN) {
            try (InputStream stream = file.open(0)) {
                length = stream.transferTo(OutputStream.nullOutputStream());
            }
        }
        return length;
    }

    @Override
    public InputStream open(long offset) throws IOException {
        return file.open(offset);
    }
}
