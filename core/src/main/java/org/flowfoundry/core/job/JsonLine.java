package org.flowfoundry.core.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** A command's result as one line of JSON. */
public final class JsonLine {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLine() {}

    /** The object with the map's entries in their order: numbers, text, booleans, null, and lists and maps of these. */
    public static String of(Map<String, ?> entries) {
        try {
            return MAPPER.writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON value in " + entries.keySet(), e);
        }
    }
}
