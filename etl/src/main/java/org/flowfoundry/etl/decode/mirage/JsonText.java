package org.flowfoundry.etl.decode.mirage;

import java.util.List;
import java.util.stream.Collectors;

/** Values as JSON text. */
final class JsonText {

    private static final int FIRST_PRINTABLE = 0x20;

    private JsonText() {}

    /** The values as an array; what JSON has no number for (NaN, infinity) is null. */
    static String array(List<Object> values) {
        return values.stream().map(JsonText::value).collect(Collectors.joining(",", "[", "]"));
    }

    private static String value(Object value) {
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number.toString() : "null";
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_PRINTABLE) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return json.append('"').toString();
    }
}
