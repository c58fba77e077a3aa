package org.flowfoundry.core.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one line of JSON in which every command ends. */
public final class JsonLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLine() {}

    /** {@code {"command":..,"status":"ok",<the result's own>,"seconds":..}}, the result's own in their order. */
    public static String ok(String command, JobResult result, double seconds) {
        return line(command, "ok", result.summary(), seconds);
    }

    /** {@code {"command":..,"status":"failed","error":..,"seconds":..}}. */
    public static String failed(String command, String error, double seconds) {
        return line(command, "failed", Map.of("error", error), seconds);
    }

    /** Any map as one line, its order kept; numbers that JSON does not have, as NaN, become null. */
    public static String of(Map<String, ?> values) {
        Map<String, Object> finite = new LinkedHashMap<>();
        values.forEach((name, value) -> finite.put(name, isFinite(value) ? value : null));
        try {
            return JSON.writeValueAsString(finite);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A result must hold numbers, text and booleans only: " + values, e);
        }
    }

    private static String line(String command, String status, Map<String, Object> own, double seconds) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("command", command);
        all.put("status", status);
        all.putAll(own);
        all.put("seconds", Math.round(seconds * 1000) / 1000.0);
        return of(all);
    }

    private static boolean isFinite(Object value) {
        return !(value instanceof Double || value instanceof Float) || Double.isFinite(((Number) value).doubleValue());
    }
}
