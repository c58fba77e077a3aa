package org.flowfoundry.app.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Prints rows one after the other; only a table's first rows wait in memory, for the widths of its columns. */
final class RowPrinter {

    private static final int ROWS_FOR_WIDTHS = 1000;
    private static final int WIDEST = 60;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSSSSS]'Z'").withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final List<String> names;

    RowPrinter(PrintStream out, StructType schema) {
        this.out = out;
        this.names = List.of(schema.fieldNames());
    }

    /** Prints all rows and returns their number. */
    long print(RowFormat format, Iterator<Row> rows) {
        return switch (format) {
            case TABLE -> printTable(rows);
            case CSV -> printCsv(rows);
            case JSON -> printJson(rows);
        };
    }

    private long printCsv(Iterator<Row> rows) {
        out.println(names.stream().map(RowPrinter::quoted).collect(Collectors.joining(",")));
        long count = 0;
        for (; rows.hasNext(); count++) {
            out.println(texts(rows.next(), "").stream().map(RowPrinter::quoted).collect(Collectors.joining(",")));
        }
        return count;
    }

    private long printJson(Iterator<Row> rows) {
        long count = 0;
        for (; rows.hasNext(); count++) {
            Row row = rows.next();
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                object.put(names.get(i), plain(row.get(i)));
            }
            out.println(json(object));
        }
        return count;
    }

    private long printTable(Iterator<Row> rows) {
        List<List<String>> first = new ArrayList<>();
        while (rows.hasNext() && first.size() < ROWS_FOR_WIDTHS) {
            first.add(texts(rows.next(), "null"));
        }
        int[] widths = new int[names.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int widest = first.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
            widths[i] = Math.min(WIDEST, Math.max(names.get(i).length(), widest));
        }
        out.println(line(names, widths));
        out.println("-".repeat(Math.max(1, java.util.Arrays.stream(widths).sum() + 2 * Math.max(0, widths.length - 1))));
        first.forEach(row -> out.println(line(row, widths)));
        long count = first.size();
        for (; rows.hasNext(); count++) {
            out.println(line(texts(rows.next(), "null"), widths));
        }
        return count;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i).replaceAll("\\R", " ");
            line.append(cell).append(" ".repeat(Math.max(0, widths[i] - cell.length()) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static List<String> texts(Row row, String forNull) {
        List<String> texts = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            Object value = plain(row.get(i));
            texts.add(
                    value == null
                            ? forNull
                            : value instanceof Map || value instanceof List ? json(value) : String.valueOf(value));
        }
        return texts;
    }

    /** A value as JSON knows it: times as ISO text, bytes as hexadecimal, Scala's collections as Java's. */
    private static Object plain(Object value) {
        if (value instanceof Timestamp time) {
            return TIME.format(time.toInstant());
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            CollectionConverters.asJava(map).forEach((key, entry) -> plain.put(String.valueOf(key), plain(entry)));
            return plain;
        }
        if (value instanceof scala.collection.Seq<?> seq) {
            return CollectionConverters.asJava(seq).stream().map(RowPrinter::plain).collect(Collectors.toList());
        }
        if (value instanceof Row row) {
            Map<String, Object> plain = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                plain.put(row.schema().fieldNames()[i], plain(row.get(i)));
            }
            return plain;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Value of class " + value.getClass() + " has no JSON form", e);
        }
    }
}
