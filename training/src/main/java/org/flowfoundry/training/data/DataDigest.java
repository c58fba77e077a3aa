package org.flowfoundry.training.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Names training data by all that it is made of, so that other data has another name. */
public final class DataDigest {

    private static final int DIGITS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DataDigest() {}

    /** @param parts plain data, in an order that is always the same */
    public static String of(Map<String, Object> parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(JSON.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("Options are plain data, and every Java has SHA-256", e);
        }
    }
}
