package org.flowfoundry.etl.decode.compression;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The compressed bytes of a file. It remembers when they could not be had, which a codec above reports as it pleases. */
final class RawStream extends FilterInputStream {

    private static final int BUFFER = 65_536;

    private IOException failure;

    RawStream(InputStream in) {
        super(new BufferedInputStream(in, BUFFER));
    }

    /** Throws the failure to read that happened in this stream, if one did. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            return in.skip(count);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
