package org.flowfoundry.core.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** A command's result as one line of JSON. */
public final class JsonLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLine() {}

    /** The object with the map's entries in their order; numbers that JSON does not have, as NaN, become null. */
    public static String of(Map<String, ?> entries) {
        Map<String, Object> finite = new LinkedHashMap<>();
        entries.forEach((name, value) -> finite.put(name, isFinite(value) ? value : null));
        try {
            return JSON.writeValueAsString(finite);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON value in " + entries.keySet(), e);
        }
    }

    private static boolean isFinite(Object value) {
        return !(value instanceof Double || value instanceof Float) || Double.isFinite(((Number) value).doubleValue());
    }
}
