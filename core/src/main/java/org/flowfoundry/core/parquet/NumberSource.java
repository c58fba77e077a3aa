package org.flowfoundry.core.parquet;

import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.DoubleColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;

/** Copies the values of rows that have one out of a column. */
@FunctionalInterface
interface NumberSource {

    void copy(Column column, int[] rows, int count, long[] into, int at);

    static void ints(Column column, int[] rows, int count, long[] into, int at) {
        int[] values = ((IntColumn) column).values();
        for (int i = 0; i < count; i++) {
            into[at + i] = values[rows[i]];
        }
    }

    static void longs(Column column, int[] rows, int count, long[] into, int at) {
        long[] values = ((LongColumn) column).values();
        for (int i = 0; i < count; i++) {
            into[at + i] = values[rows[i]];
        }
    }

    static void doubles(Column column, int[] rows, int count, long[] into, int at) {
        double[] values = ((DoubleColumn) column).values();
        for (int i = 0; i < count; i++) {
            into[at + i] = Double.doubleToRawLongBits(values[rows[i]]);
        }
    }
}
