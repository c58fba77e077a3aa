package org.flowfoundry.etl.decode.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DamagedStreamException;

/**
 * The decompressed bytes of a file, up to the first damage if it has any, where it throws
 * {@link DamagedStreamException}; a failure to read the file is thrown as it came.
 *
 * <p>Codecs that meet damage within a read of many bytes throw away the good ones before it. So at the first sign of damage
 * the file is decompressed once more up to where it stood, and from there on byte by byte. (A codec that checks its sum
 * along with the last byte may still keep that one byte back.)
 */
final class DecompressingStream extends InputStream {

    private static final int REPLAY_BUFFER = 65_536;

    private final ByteSource file;
    private final Compression compression;
    private RawStream compressed;
    private InputStream decoder;
    private long position;
    private boolean bytewise;
    private DamagedStreamException damage;

    DecompressingStream(ByteSource file, Compression compression) throws IOException {
        this.file = file;
        this.compression = compression;
        this.compressed = new RawStream(file.open(0));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (damage != null) {
            throw damage;
        }
        if (!bytewise) {
            try {
                return decode(target, offset, length);
            } catch (IOException | RuntimeException e) {
                compressed.throwFailure();
                bytewise = true;
            }
            replay();
        }
        return decodeByte(target, offset);
    }

    private int decode(byte[] target, int offset, int length) throws IOException {
        if (decoder == null) {
            decoder = compression.decoder(compressed);
        }
        int count;
        do {
            count = decoder.read(target, offset, length);
        } while (count == 0);
        position += Math.max(count, 0);
        return count;
    }

    private int decodeByte(byte[] target, int offset) throws IOException {
        try {
            return decode(target, offset, 1);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    /** Starts over, and comes to the same position again. */
    private void replay() throws IOException {
        close();
        compressed = new RawStream(file.open(0));
        decoder = null;
        long wanted = position;
        position = 0;
        byte[] skipped = new byte[REPLAY_BUFFER];
        try {
            while (position < wanted) {
                if (decode(skipped, 0, (int) Math.min(skipped.length, wanted - position)) < 0) {
                    throw new IOException("it changed while it was read");
                }
            }
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private DamagedStreamException damaged(Exception cause) throws IOException {
        compressed.throwFailure();
        String why = cause.getMessage() == null ? "it ends early" : cause.getMessage();
        damage = new DamagedStreamException("Damaged " + compression.title() + " stream: " + why, position, cause);
        return damage;
    }

    @Override
    public void close() throws IOException {
        if (decoder != null) {
            decoder.close();
        }
        compressed.close();
    }
}
