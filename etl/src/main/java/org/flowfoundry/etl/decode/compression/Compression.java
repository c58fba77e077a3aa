package org.flowfoundry.etl.decode.compression;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a whole file may be compressed. Each is read to its file's end: members, streams and frames one after the other. */
enum Compression {
    /** RFC 1952; the third byte is the only method there is, deflate. */
    GZIP("gzip") {
        @Override
        boolean begins(byte[] head) {
            return startsWith(head, 0x1f, 0x8b, 0x08);
        }

        @Override
        InputStream decoder(InputStream compressed) throws IOException {
            return new GzipCompressorInputStream(compressed, true);
        }
    },
    /** {@code BZh}, a block size, and the first block's magic, or the end's in a file of nothing. */
    BZIP2("bzip2") {
        @Override
        boolean begins(byte[] head) {
            return startsWith(head, 'B', 'Z', 'h')
                    && head.length >= 10
                    && head[3] >= '1'
                    && head[3] <= '9'
                    && (matches(head, 4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)
                            || matches(head, 4, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90));
        }

        @Override
        InputStream decoder(InputStream compressed) throws IOException {
            return new BZip2CompressorInputStream(compressed, true);
        }
    },
    XZ("xz") {
        @Override
        boolean begins(byte[] head) {
            return startsWith(head, 0xfd, '7', 'z', 'X', 'Z', 0x00);
        }

        @Override
        InputStream decoder(InputStream compressed) throws IOException {
            return new XZInputStream(compressed, XZ_MEMORY_KIB);
        }
    },
    /** RFC 8878: a frame, or a skippable frame as some compressors put in front. */
    ZSTD("zstd") {
        @Override
        boolean begins(byte[] head) {
            return startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)
                    || (head.length > 0 && (head[0] & 0xf0) == 0x50 && matches(head, 1, 0x2a, 0x4d, 0x18));
        }

        @Override
        InputStream decoder(InputStream compressed) throws IOException {
            return new ZstdInputStreamNoFinalizer(compressed).setLongMax(ZSTD_WINDOW_LOG);
        }
    },
    /** The LZ4 frame format, whose blocks are at most 4 MiB. */
    LZ4("lz4") {
        @Override
        boolean begins(byte[] head) {
            return startsWith(head, 0x04, 0x22, 0x4d, 0x18);
        }

        @Override
        InputStream decoder(InputStream compressed) throws IOException {
            return new LZ4FrameInputStream(compressed);
        }
    };

    /** How many bytes of a file tell its compression. */
    static final int MAGIC_LENGTH = 10;

    /** Enough for {@code xz -9}, whose dictionary is 64 MiB; a file that wants more is taken as damaged. */
    private static final int XZ_MEMORY_KIB = 128 * 1024;

    /** 128 MiB, the most that the zstd program itself accepts unasked. */
    private static final int ZSTD_WINDOW_LOG = 27;

    private final String title;

    Compression(String title) {
        this.title = title;
    }

    /** The compression of a file that begins like this; empty where it is not compressed as a whole. */
    static Optional<Compression> of(byte[] head) {
        return Arrays.stream(values()).filter(codec -> codec.begins(head)).findFirst();
    }

    abstract boolean begins(byte[] head);

    /** A stream of the decompressed bytes, which closes the compressed one with itself. */
    abstract InputStream decoder(InputStream compressed) throws IOException;

    /** Its name in messages. */
    String title() {
        return title;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        return matches(head, 0, magic);
    }

    private static boolean matches(byte[] head, int from, int... magic) {
        if (head.length < from + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[from + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
