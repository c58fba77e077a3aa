package org.flowfoundry.etl.anonymize;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

    private static final byte[] FINGERPRINTED = "FlowFoundry anonymization key".getBytes(StandardCharsets.US_ASCII);
    private static final int FINGERPRINT_BYTES = 4;

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

    /** What tells keys apart and tells nothing about them: 8 hexadecimal digits of an HMAC-SHA-256 under the key. */
    public String fingerprint() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(FINGERPRINTED), 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
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
