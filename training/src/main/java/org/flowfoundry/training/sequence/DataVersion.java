package org.flowfoundry.training.sequence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.training.data.DataDigest;

/** Names training data by all that it is made of, so that other data has another name. */
final class DataVersion {

    /** Goes up when the same options come to mean other shards. */
    private static final int FORMAT = 1;

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
        return DataDigest.of(parts);
    }
}
