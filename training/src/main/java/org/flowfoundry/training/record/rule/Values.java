package org.flowfoundry.training.record.rule;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/** A field's values as numbers by row, whatever its kind; NaN where there is none, or no number. */
final class Values {

    private Values() {}

    static IntToDoubleFunction of(RecordTable table, String field) {
        int at = index(table, field);
        if (table.fields().get(at).isNumber()) {
            double[] numbers = table.numbers(at);
            return row -> numbers[row];
        }
        String[] names = table.names(at);
        double[] numbers = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            // Neighbours are often the same name.
            numbers[i] = i > 0 && names[i] != null && names[i].equals(names[i - 1]) ? numbers[i - 1] : number(names[i]);
        }
        return row -> numbers[row];
    }

    /** The sum of fields: of those that are there, and NaN where none is. */
    static IntToDoubleFunction sum(RecordTable table, List<String> fields) {
        List<IntToDoubleFunction> parts =
                fields.stream().map(field -> of(table, field)).toList();
        return row -> {
            double sum = Double.NaN;
            for (IntToDoubleFunction part : parts) {
                double value = part.applyAsDouble(row);
                sum = Double.isNaN(sum) ? value : Double.isNaN(value) ? sum : sum + value;
            }
            return sum;
        };
    }

    /** Whether a row has a value. */
    static IntPredicate presence(RecordTable table, String field) {
        int at = index(table, field);
        if (table.fields().get(at).isNumber()) {
            double[] numbers = table.numbers(at);
            return row -> !Double.isNaN(numbers[row]);
        }
        String[] names = table.names(at);
        return row -> names[row] != null;
    }

    static int index(RecordTable table, String field) {
        int at = table.indexOf(field);
        if (at < 0) {
            throw new IllegalArgumentException("There is no field " + field + " of these records");
        }
        return at;
    }

    private static double number(String name) {
        if (name == null || name.isEmpty() || name.charAt(0) > '9') {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(name);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
