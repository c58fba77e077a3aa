package org.flowfoundry.etl.decode.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.InputHead;

/** Reads gzip, bzip2, xz, zstd and lz4 files as what they hold. Names mean nothing: the first bytes tell. */
public final class Decompression {

    private Decompression() {}

    /** The file as it is where it is not compressed; else its decompressed bytes, of unknown length. */
    public static ByteSource of(ByteSource file) throws IOException {
        Optional<Compression> compression = compression(file);
        return compression.isPresent() ? new DecompressedSource(file, compression.get()) : file;
    }

    /** The first bytes of what a file holds, decompressed where it is compressed; fewer where it is damaged there. */
    public static InputHead head(ByteSource file) throws IOException {
        try (InputStream stream = new EndsAtDamage(of(file)).open(0)) {
            return new InputHead(file.name(), stream.readNBytes(InputHead.LENGTH));
        }
    }

    private static Optional<Compression> compression(ByteSource file) throws IOException {
        try (InputStream stream = file.open(0)) {
            return Compression.of(stream.readNBytes(Compression.MAGIC_LENGTH));
        }
    }
}
