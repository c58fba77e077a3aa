package org.flowfoundry.training.record;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Flow records in memory, a column each: samples, which are bounded, not tables.
 *
 * @param fields of the columns
 * @param columns for each field a {@code double[rows]}, NaN = absent, or a {@code String[rows]}, null = absent
 * @param rows how many
 */
public record RecordTable(List<RecordField> fields, List<Object> columns, int rows) implements Serializable {

    public RecordTable {
        fields = List.copyOf(fields);
        columns = List.copyOf(columns);
        if (fields.size() != columns.size()) {
            throw new IllegalArgumentException(fields.size() + " fields with " + columns.size() + " columns");
        }
        for (int i = 0; i < columns.size(); i++) {
            int length =
                    fields.get(i).isNumber() ? ((double[]) columns.get(i)).length : ((String[]) columns.get(i)).length;
            if (length != rows) {
                throw new IllegalArgumentException(
                        "Column " + fields.get(i).name() + " has " + length + " values for " + rows + " records");
            }
        }
    }

    /** (rows) of a number; NaN = absent. */
    public double[] numbers(int field) {
        return (double[]) columns.get(field);
    }

    /** (rows) of a name; null = absent. */
    public String[] names(int field) {
        return (String[]) columns.get(field);
    }

    /** The place of a field; -1 where there is none of the name. */
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** These rows, in this order. */
    public RecordTable select(int[] chosen) {
        List<Object> selected = columns.stream()
                .map(column -> column instanceof double[] numbers
                        ? (Object) Arrays.stream(chosen)
                                .mapToDouble(i -> numbers[i])
                                .toArray()
                        : Arrays.stream(chosen)
                                .mapToObj(i -> ((String[]) column)[i])
                                .toArray(String[]::new))
                .toList();
        return new RecordTable(fields, selected, chosen.length);
    }

    /**
     * Puts other records in the place of some.
     *
     * @param places (rows of the others): where each goes
     * @param others with the same fields
     */
    @SuppressWarnings("SuspiciousSystemArraycopy") // both are columns of the same field
    public void replace(int[] places, RecordTable others) {
        for (int column = 0; column < columns.size(); column++) {
            for (int row = 0; row < places.length; row++) {
                System.arraycopy(others.columns.get(column), row, columns.get(column), places[row], 1);
            }
        }
    }

    /** Without the fields of these names. */
    public RecordTable without(Set<String> names) {
        int[] kept = IntStream.range(0, fields.size())
                .filter(i -> !names.contains(fields.get(i).name()))
                .toArray();
        return new RecordTable(
                Arrays.stream(kept).mapToObj(fields::get).toList(),
                Arrays.stream(kept).mapToObj(columns::get).toList(),
                rows);
    }

    /** The first of the rows that are the same in every field. */
    public RecordTable distinct() {
        Map<String, Integer> first = new TreeMap<>();
        for (int i = 0; i < rows; i++) {
            first.putIfAbsent(text(i), i);
        }
        return select(first.values().stream().sorted().mapToInt(i -> i).toArray());
    }

    /** A row as text: the same for rows that are the same in every field. */
    public String text(int row) {
        StringBuilder text = new StringBuilder();
        for (Object column : columns) {
            text.append(column instanceof double[] numbers ? (Object) numbers[row] : ((String[]) column)[row])
                    .append('\n');
        }
        return text.toString();
    }
}
