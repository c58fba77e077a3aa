package org.flowfoundry.etl.decode.compression;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The compressors that tests make files with. */
public enum Codec {
    GZIP,
    BZIP2,
    XZ,
    ZSTD,
    LZ4;

    /** One file: the parts, each a member, stream or frame of its own. */
    public byte[] compress(byte[]... parts) {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                try (OutputStream out = encoder(file)) {
                    out.write(part);
                }
            }
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OutputStream encoder(OutputStream file) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPOutputStream(file);
            case BZIP2 -> new BZip2CompressorOutputStream(file, 1);
            case XZ -> new XZOutputStream(file, new LZMA2Options(1));
            case ZSTD -> new ZstdOutputStreamNoFinalizer(file).setChecksum(true);
            case LZ4 -> new LZ4FrameOutputStream(file);
        };
    }
}
