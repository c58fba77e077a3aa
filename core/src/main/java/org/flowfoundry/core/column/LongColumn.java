package org.flowfoundry.core.column;

/** A column of {@code long}; also times, as microseconds since 1970-01-01T00:00:00Z. */
public final class LongColumn extends Column {

    private final long[] values;

    public LongColumn(String name, int capacity) {
        super(name, capacity);
        this.values = new long[capacity];
    }

    public void set(int row, long value) {
        values[row] = value;
        markPresent(row);
    }

    /** The value at the row; meaningless where {@link #isNull(int)}. */
    public long get(int row) {
        return values[row];
    }

    /** The backing array, for loops over whole pages; entries of null rows are stale. */
    public long[] values() {
        return values;
    }

    @Override
    public void copy(Column from, int fromRow, int row) {
        if (from.isNull(fromRow)) {
            setNull(row);
        } else {
            set(row, ((LongColumn) from).get(fromRow));
        }
    }
}
