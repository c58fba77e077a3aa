package org.flowfoundry.etl.decode.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DamagedStreamException;

/** A source whose streams simply end where the given one's are damaged, for looks at a file that settle nothing. */
record EndsAtDamage(ByteSource source) implements ByteSource {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public InputStream open(long offset) throws IOException {
        try {
            return new Stream(source.open(offset));
        } catch (DamagedStreamException e) {
            return InputStream.nullInputStream();
        }
    }

    private static final class Stream extends FilterInputStream {

        Stream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (DamagedStreamException e) {
                return -1;
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (DamagedStreamException e) {
                return -1;
            }
        }

        @Override
        public long skip(long count) throws IOException {
            try {
                return in.skip(count);
            } catch (DamagedStreamException e) {
                return 0;
            }
        }
    }
}
