package org.flowfoundry.etl.decode.zeek;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.Fields;
import org.flowfoundry.etl.decode.text.LineReader;

/**
 * Decodes records that are JSON objects, one a line. Nested objects count as fields with a dot between the names, arrays
 * as their elements with commas between them.
 */
final class ZeekJson {

    static final String NOT_JSON = "Not a JSON object in one line";
    private static final String TOO_MANY = "Record of more than " + Fields.MOST + " fields";
    private static final JsonFactory JSON = new JsonFactory();

    /** Fields by name; a log has a few dozen names, so more than this are not of a log. */
    private static final int MOST_NAMES = 4 * Fields.MOST;

    private final Map<String, Field> known = new HashMap<>();
    private int count;
    private boolean isConn;
    private String path;

    /** Fills the batch's current row; the reason where that cannot be. */
    String decode(LineReader line, FlowBatch batch) {
        count = 0;
        isConn = false;
        path = "";
        String reason = walk(line, (field, text) -> put(field, text, batch));
        if (reason != null) {
            return reason;
        }
        return isConn ? ZeekRow.complete(batch) : ZeekHeader.notConn(path);
    }

    private String put(String name, String text, FlowBatch batch) {
        if (++count > Fields.MOST) {
            return TOO_MANY;
        }
        if (name.equals("_path")) {
            path = text;
        }
        isConn |= ZeekHeader.CONN_FIELDS.contains(name);
        if (known.size() >= MOST_NAMES) {
            known.clear();
        }
        Field field = known.computeIfAbsent(name, ZeekFields::named);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return field.parse(bytes, 0, bytes.length, batch) ? null : "Bad value in " + name;
    }

    /** What the record at the line says it is; empty where it is no JSON object. */
    static Optional<Kind> kind(LineReader line) {
        Set<String> names = new HashSet<>();
        String[] path = {""};
        String reason = walk(line, (name, text) -> {
            names.add(name);
            path[0] = name.equals("_path") ? text : path[0];
            return names.size() > Fields.MOST ? TOO_MANY : null;
        });
        return reason == null ? Optional.of(new Kind(names, path[0])) : Optional.empty();
    }

    /**
     * What tells records of one log from those of another.
     *
     * @param path the log's name where the record gives it, else empty
     */
    record Kind(Set<String> names, String path) {}

    private interface Visitor {

        /** @return a reason to give the record up, or null */
        String visit(String name, String text);
    }

    /** Shows all fields but null ones; the reason why that was not possible, or null. */
    private static String walk(LineReader line, Visitor visitor) {
        try (JsonParser parser = JSON.createParser(line.bytes(), line.start(), line.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NOT_JSON;
            }
            String reason = walkObject(parser, "", visitor);
            return reason == null && parser.nextToken() != null ? NOT_JSON : reason;
        } catch (IOException e) {
            // Reading from memory does not fail: this is about what was read.
            return NOT_JSON;
        }
    }

    private static String walkObject(JsonParser parser, String prefix, Visitor visitor) throws IOException {
        String reason = null;
        while (reason == null && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix.isEmpty() ? parser.currentName() : prefix + "." + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                reason = walkObject(parser, name, visitor);
            } else if (value == JsonToken.START_ARRAY) {
                reason = visitor.visit(name, elements(parser));
            } else if (value != JsonToken.VALUE_NULL) {
                reason = visitor.visit(name, parser.getText());
            }
        }
        return reason;
    }

    /** The scalars of an array, those of arrays and objects in it too. */
    private static String elements(JsonParser parser) throws IOException {
        StringBuilder elements = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isScalarValue()) {
                elements.append(elements.isEmpty() ? "" : ",").append(parser.getText());
            }
        }
        return elements.toString();
    }
}
