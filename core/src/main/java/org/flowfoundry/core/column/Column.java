package org.flowfoundry.core.column;

import java.util.Arrays;

/** One nullable column of a {@link ColumnBatch}. A row that was not set since the last clear is null. */
public abstract sealed class Column
        permits IntColumn, LongColumn, DoubleColumn, TextColumn, BinaryColumn, AddressColumn, TextMapColumn {

    private final String name;
    private final boolean[] present;
    private int presentCount;

    Column(String name, int capacity) {
        this.name = name;
        this.present = new boolean[capacity];
    }

    /** The column's name in its table. */
    public String name() {
        return name;
    }

    /** The number of rows this column can hold. */
    public int capacity() {
        return present.length;
    }

    /** Whether the row holds no value. */
    public boolean isNull(int row) {
        return !present[row];
    }

    /** The number of rows that hold a value. */
    public int presentCount() {
        return presentCount;
    }

    /** Makes one row null again, whatever it held. */
    public void setNull(int row) {
        if (present[row]) {
            present[row] = false;
            presentCount--;
        }
    }

    /** Makes all rows null. */
    public void clear() {
        if (presentCount > 0) {
            Arrays.fill(present, false);
            presentCount = 0;
        }
    }

    /** Copies one row of a column of the same class, a null too, into a row of this one. */
    public abstract void copy(Column from, int fromRow, int row);

    final void markPresent(int row) {
        if (!present[row]) {
            present[row] = true;
            presentCount++;
        }
    }
}
