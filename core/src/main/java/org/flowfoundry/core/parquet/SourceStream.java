package org.flowfoundry.core.parquet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A source as parquet-java reads it. A seek opens the source again. It remembers when bytes could not be had, which the reader
 * above reports as it pleases.
 */
final class SourceStream extends DelegatingSeekableInputStream {

    private static final int BUFFER = 65_536;

    private final Position in;

    private SourceStream(Position in) {
        super(in);
        this.in = in;
    }

    static SourceStream of(ParquetSource source) throws IOException {
        return new SourceStream(new Position(source));
    }

    /** This stream as a file; it is opened once, and closed with it. */
    InputFile file(long length) {
        return new InputFile() {
            @Override
            public long getLength() {
                return length;
            }

            @Override
            public SeekableInputStream newStream() {
                return SourceStream.this;
            }
        };
    }

    /** Throws the failure to read that happened in this stream, if one did. */
    void throwFailure() throws IOException {
        if (in.failure != null) {
            throw in.failure;
        }
    }

    @Override
    public long getPos() {
        return in.position;
    }

    @Override
    public void seek(long position) throws IOException {
        in.seek(position);
    }

    /** The stream since the last seek, and where it is. */
    private static final class Position extends InputStream {

        private final ParquetSource source;
        private InputStream stream;
        private long position;
        private IOException failure;

        Position(ParquetSource source) throws IOException {
            this.source = source;
            this.stream = opened(0);
        }

        private InputStream opened(long offset) throws IOException {
            return new BufferedInputStream(source.open(offset), BUFFER);
        }

        void seek(long offset) throws IOException {
            if (offset == position) {
                return;
            }
            try {
                stream.close();
                stream = opened(offset);
                position = offset;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read() throws IOException {
            try {
                int value = stream.read();
                position += value < 0 ? 0 : 1;
                return value;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int count = stream.read(target, offset, length);
                position += Math.max(0, count);
                return count;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
