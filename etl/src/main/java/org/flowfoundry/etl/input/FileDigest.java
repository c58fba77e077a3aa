package org.flowfoundry.etl.input;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.flowfoundry.etl.decode.ByteSource;

/** The SHA-256 of a file's bytes. */
public final class FileDigest {

    private static final int BUFFER_BYTES = 256 * 1024;

    private FileDigest() {}

    /** Reads the whole file; 64 hexadecimal digits. */
    public static String sha256(ByteSource source) throws IOException {
        MessageDigest digest = algorithm();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = source.open(0)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
