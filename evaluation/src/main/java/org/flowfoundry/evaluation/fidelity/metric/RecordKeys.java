package org.flowfoundry.evaluation.fidelity.metric;

import java.util.HashSet;
import java.util.Set;
import org.flowfoundry.training.record.RecordTable;

/** Records as texts that are the same where names are, and numbers to 6 significant digits. */
public final class RecordKeys {

    private static final int DIGITS = 6;

    private RecordKeys() {}

    /** The key of a record. */
    public static String key(RecordTable table, int row) {
        StringBuilder key = new StringBuilder();
        for (Object column : table.columns()) {
            if (column instanceof double[] numbers) {
                append(key, numbers[row]);
            } else {
                key.append(((String[]) column)[row]);
            }
            key.append('\n');
        }
        return key.toString();
    }

    static Set<String> keys(RecordTable table, int most) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < Math.min(most, table.rows()); i++) {
            keys.add(key(table, i));
        }
        return keys;
    }

    /** The first digits as a whole number, and where the point belongs. */
    private static void append(StringBuilder key, double value) {
        if (value == 0 || Double.isNaN(value)) {
            key.append(value == 0 ? "0" : "NaN");
            return;
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(value))) - DIGITS + 1;
        long digits = Math.round(exponent > 0 ? value / Math.pow(10, exponent) : value * Math.pow(10, -exponent));
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
        key.append(digits).append('e').append(exponent);
    }
}
