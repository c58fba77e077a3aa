package org.flowfoundry.training.checkpoint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a file must be.
 *
 * @param bytes its length
 * @param sha256 its SHA-256, in hexadecimal
 */
record FileDigest(String name, long bytes, String sha256) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}");

    static FileDigest of(String name, long bytes, MessageDigest digest) {
        return new FileDigest(name, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** Whether it is a file's name and no path. */
    static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
