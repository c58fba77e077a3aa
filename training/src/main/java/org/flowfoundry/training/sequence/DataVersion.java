package org.flowfoundry.training.sequence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names training data by all that it is made of, so that other data has another name. */
final class DataVersion {

    /** Goes up when the same options come to mean other shards. */
    private static final int FORMAT = 1;

    private static final int DIGITS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DataVersion() {}

    static String of(SeriesTable table, List<SeriesFeature> features, SequenceOptions options) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("format", FORMAT);
        parts.put("table", table.version());
        parts.put("range", String.valueOf(options.range()));
        parts.put("features", features);
        parts.put("split", options.split());
        parts.put("context", options.context());
        parts.put("overlap", options.overlap());
        parts.put("shards", options.shards());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(JSON.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("Options are plain data, and every Java has SHA-256", e);
        }
    }
}
