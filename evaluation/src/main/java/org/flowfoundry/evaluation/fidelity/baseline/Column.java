package org.flowfoundry.evaluation.fidelity.baseline;

import java.util.Arrays;
import java.util.List;

/** A column of a record table: numbers or names. */
final class Column {

    private Column() {}

    /** These rows of it. */
    static Object select(Object column, int[] rows) {
        if (column instanceof double[] numbers) {
            double[] selected = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                selected[i] = numbers[rows[i]];
            }
            return selected;
        }
        String[] names = (String[]) column;
        String[] selected = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = names[rows[i]];
        }
        return selected;
    }

    /** Columns of one kind, one after the other. */
    static Object joined(List<Object> parts) {
        return parts.get(0) instanceof double[]
                ? parts.stream()
                        .flatMapToDouble(part -> Arrays.stream((double[]) part))
                        .toArray()
                : parts.stream().flatMap(part -> Arrays.stream((String[]) part)).toArray(String[]::new);
    }
}
