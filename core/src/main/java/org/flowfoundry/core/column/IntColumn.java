package org.flowfoundry.core.column;

/** A column of {@code int}; also dates, as days since 1970-01-01. */
public final class IntColumn extends Column {

    private final int[] values;

    public IntColumn(String name, int capacity) {
        super(name, capacity);
        this.values = new int[capacity];
    }

    public void set(int row, int value) {
        values[row] = value;
        markPresent(row);
    }

    /** The value at the row; meaningless where {@link #isNull(int)}. */
    public int get(int row) {
        return values[row];
    }

    /** The backing array, for loops over whole pages; entries of null rows are stale. */
    public int[] values() {
        return values;
    }

    @Override
    public void copy(Column from, int fromRow, int row) {
        if (from.isNull(fromRow)) {
            setNull(row);
        } else {
            set(row, ((IntColumn) from).get(fromRow));
        }
    }
}
