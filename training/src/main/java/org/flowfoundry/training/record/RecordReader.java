package org.flowfoundry.training.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.spark.sql.Row;

/** Reads fields out of rows of {@code flows}, as the source gave them: nothing is mended or bounded. */
public final class RecordReader {

    private final Row row;
    private final Map<String, String> attributes;

    /** @param row with the columns that the fields are of, and {@code attributes} */
    public RecordReader(Row row) {
        this.row = row;
        int at = row.fieldIndex("attributes");
        this.attributes = row.isNullAt(at) ? Map.of() : row.getJavaMap(at);
    }

    /** Rows as a table. */
    public static RecordTable table(List<Row> rows, List<RecordField> fields) {
        List<RecordReader> readers = rows.stream().map(RecordReader::new).toList();
        List<Object> columns = new ArrayList<>();
        for (RecordField field : fields) {
            IntFunction<RecordReader> at = readers::get;
            if (field.isNumber()) {
                double[] numbers = new double[rows.size()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = at.apply(i).number(field);
                }
                columns.add(numbers);
            } else {
                // The same few names, over and over.
                Map<String, String> known = new HashMap<>();
                String[] names = new String[rows.size()];
                for (int i = 0; i < names.length; i++) {
                    String name = at.apply(i).name(field);
                    names[i] = name == null ? null : known.computeIfAbsent(name, same -> same);
                }
                columns.add(names);
            }
        }
        return new RecordTable(fields, columns, rows.size());
    }

    /** The row as text, as {@link RecordTable#text} has it: the same for rows that are the same in these fields. */
    public String text(List<RecordField> fields) {
        StringBuilder text = new StringBuilder();
        for (RecordField field : fields) {
            text.append(field.isNumber() ? (Object) number(field) : name(field)).append('\n');
        }
        return text.toString();
    }

    Map<String, String> attributes() {
        return attributes;
    }

    /** A number; NaN where there is none. */
    public double number(RecordField field) {
        if (field.isAttribute()) {
            return parse(attributes.get(field.attribute()));
        }
        Object value = row.get(row.fieldIndex(field.name()));
        return value == null ? Double.NaN : ((Number) value).doubleValue();
    }

    /** A name; null where there is none. */
    public String name(RecordField field) {
        if (field.isAttribute()) {
            String text = attributes.get(field.attribute());
            return isMissing(text) ? null : text;
        }
        Object value = row.get(row.fieldIndex(field.name()));
        return value == null ? null : value.toString();
    }

    /** NaN where a text is no number. */
    static double parse(String text) {
        if (text == null || text.isEmpty() || text.charAt(0) > '9') {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static boolean isMissing(String text) {
        return text == null || text.isBlank() || text.equals("-");
    }
}
