package org.flowfoundry.etl.anonymize;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.etl.EtlErrors;

/**
 * A Crypto-PAn key: 16 bytes that key AES, then 16 bytes that the padding is made from. Its text form never shows it.
 */
public final class AnonymizationKey implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The size of a key in bytes. */
    public static final int BYTES = 32;

    private static final int LONGEST_FILE = 4 * BYTES;

    private final byte[] bytes;

    public AnonymizationKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A key has 32 bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    /**
     * Reads a key file: 32 bytes as they are, or 64 hexadecimal digits (blanks around them do not matter).
     *
     * @throws UsageException where the file cannot be read or holds something else
     */
    public static AnonymizationKey read(Path file) {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LONGEST_FILE + 1);
        } catch (IOException e) {
            throw EtlErrors.keyFileUnreadable(file, e);
        }
        if (content.length == BYTES) {
            return new AnonymizationKey(content);
        }
        String text = new String(content, StandardCharsets.ISO_8859_1).strip();
        if (text.length() != 2 * BYTES || !text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw EtlErrors.notAKey(
                    file, content.length > LONGEST_FILE ? "more than " + LONGEST_FILE : "" + content.length);
        }
        return new AnonymizationKey(HexFormat.of().parseHex(text));
    }

    byte[] cipherKey() {
        return Arrays.copyOfRange(bytes, 0, BYTES / 2);
    }

    byte[] padSeed() {
        return Arrays.copyOfRange(bytes, BYTES / 2, BYTES);
    }

    @Override
    public String toString() {
        return "AnonymizationKey";
    }
}
