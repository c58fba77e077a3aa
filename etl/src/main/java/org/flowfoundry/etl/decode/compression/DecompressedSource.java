package org.flowfoundry.etl.decode.compression;

import java.io.IOException;
import java.io.InputStream;
import org.flowfoundry.etl.decode.ByteSource;

/** What a compressed file holds. Its length is known only at its end; opening it further on decompresses up to there. */
record DecompressedSource(ByteSource file, Compression compression) implements ByteSource {

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public InputStream open(long offset) throws IOException {
        InputStream stream = new DecompressingStream(file, compression);
        try {
            skip(stream, offset);
            return stream;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    private static void skip(InputStream stream, long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(count, 65_536)];
        long left = count;
        while (left > 0) {
            int read = stream.read(skipped, 0, (int) Math.min(skipped.length, left));
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
