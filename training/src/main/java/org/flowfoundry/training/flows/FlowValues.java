package org.flowfoundry.training.flows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;

/**
 * Values of a row of {@code flows} by the name of a field: of what all formats have, or {@code attributes.NAME}, or
 * {@code attributes.NAME[2]} of a list.
 */
final class FlowValues {

    static final String ATTRIBUTE = "attributes.";

    /** What counters and rates of the real world stay far below: data sets hold 1e165. */
    private static final double GREATEST = 1e15;

    /** 2^32 microseconds in milliseconds. A negative duration of a little wraps round to just below it. */
    private static final double WRAPPED_MS = 4_294_967;

    private static final double WRAP_MARGIN_MS = 5_000;

    /** Numbers that every format may have, or that follow from them. */
    static final Map<String, ToDoubleFunction<Row>> NUMBERS = numbers();

    /** What has a name only. */
    static final Map<String, Function<Row, String>> NAMES = names();

    /** Unions of TCP flags. */
    static final List<String> FLAGS = List.of("tcp_flags", "reverse_tcp_flags");

    private final Row row;
    private final Map<String, String> attributes;

    FlowValues(Row row) {
        this.row = row;
        int at = row.fieldIndex("attributes");
        this.attributes = row.isNullAt(at) ? Map.of() : row.getJavaMap(at);
    }

    Map<String, String> attributes() {
        return attributes;
    }

    /** A number; NaN where there is none, or where it cannot be true. */
    double number(String field) {
        if (field.startsWith(ATTRIBUTE)) {
            String name = field.substring(ATTRIBUTE.length());
            int bracket = name.endsWith("]") ? name.lastIndexOf('[') : -1;
            if (bracket < 0) {
                return number(name, attributes.get(name));
            }
            int element = Integer.parseInt(name.substring(bracket + 1, name.length() - 1));
            double[] list = list(attributes.get(name.substring(0, bracket)));
            return list == null || element >= list.length ? Double.NaN : list[element];
        }
        ToDoubleFunction<Row> reading = NUMBERS.get(field);
        return reading == null ? column(row, field) : sound(reading.applyAsDouble(row));
    }

    /** A name; null where there is none. */
    String name(String field) {
        if (field.startsWith(ATTRIBUTE)) {
            String text = attributes.get(field.substring(ATTRIBUTE.length()));
            return text == null || isMissing(text) ? null : text;
        }
        return NAMES.get(field).apply(row);
    }

    /** An attribute's text as a number; NaN where it is none. */
    static double number(String name, String text) {
        if (text == null || text.isEmpty() || text.charAt(0) > '9') {
            return Double.NaN;
        }
        try {
            double value = sound(Double.parseDouble(text));
            return AttributeNames.isDuration(name) ? unwrapped(value) : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A list such as {@code [1, -2.5]}; null where the text is none. */
    static double[] list(String text) {
        if (text == null || text.length() < 2 || text.charAt(0) != '[' || !text.endsWith("]")) {
            return null;
        }
        String[] parts = text.substring(1, text.length() - 1).split(",", -1);
        double[] values = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = number("", parts[i].strip());
        }
        return values;
    }

    static boolean isMissing(String text) {
        return text.isBlank() || text.equals("-") || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("null");
    }

    private static double sound(double value) {
        return Math.abs(value) <= GREATEST ? value : Double.NaN;
    }

    private static double unwrapped(double milliseconds) {
        double early = WRAPPED_MS - milliseconds;
        return early >= 0 && early <= WRAP_MARGIN_MS ? early : milliseconds;
    }

    private static Map<String, ToDoubleFunction<Row>> numbers() {
        Map<String, ToDoubleFunction<Row>> numbers = new LinkedHashMap<>();
        numbers.put("duration_ms", FlowValues::duration);
        for (String counter : List.of("packets", "bytes", "reverse_packets", "reverse_bytes")) {
            numbers.put(counter, row -> column(row, counter));
        }
        numbers.put("bytes_per_packet", row -> ratio(column(row, "bytes"), column(row, "packets")));
        numbers.put(
                "reverse_bytes_per_packet", row -> ratio(column(row, "reverse_bytes"), column(row, "reverse_packets")));
        numbers.put("packets_per_second", row -> ratio(1_000 * column(row, "packets"), duration(row)));
        numbers.put("bytes_per_second", row -> ratio(1_000 * column(row, "bytes"), duration(row)));
        numbers.put(
                "forward_byte_share",
                row -> ratio(column(row, "bytes"), column(row, "bytes") + column(row, "reverse_bytes")));
        return numbers;
    }

    private static Map<String, Function<Row, String>> names() {
        Map<String, Function<Row, String>> names = new LinkedHashMap<>();
        names.put("protocol", row -> text(row, "protocol"));
        names.put("source_service", row -> service(row, "source_port"));
        names.put("destination_service", row -> service(row, "destination_port"));
        names.put("tos", row -> text(row, "tos"));
        names.put("icmp_type", row -> text(row, "icmp_type"));
        names.put("icmp_code", row -> text(row, "icmp_code"));
        names.put("application", row -> text(row, "application"));
        return names;
    }

    private static double duration(Row row) {
        return unwrapped(column(row, "duration_ms"));
    }

    private static double ratio(double dividend, double divisor) {
        return divisor > 0 ? dividend / divisor : Double.NaN;
    }

    private static double column(Row row, String name) {
        Object value = row.get(row.fieldIndex(name));
        return value == null ? Double.NaN : sound(((Number) value).doubleValue());
    }

    private static String service(Row row, String port) {
        Object value = row.get(row.fieldIndex(port));
        return value == null ? null : PortService.of((Integer) value);
    }

    private static String text(Row row, String name) {
        Object value = row.get(row.fieldIndex(name));
        return value == null || isMissing(value.toString()) ? null : value.toString();
    }
}
