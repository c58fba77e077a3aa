package org.flowfoundry.core.column;

/** A column of {@code double}. */
public final class DoubleColumn extends Column {

    private final double[] values;

    public DoubleColumn(String name, int capacity) {
        super(name, capacity);
        this.values = new double[capacity];
    }

    public void set(int row, double value) {
        values[row] = value;
        markPresent(row);
    }

    /** The value at the row; meaningless where {@link #isNull(int)}. */
    public double get(int row) {
        return values[row];
    }

    /** The backing array, for loops over whole pages; entries of null rows are stale. */
    public double[] values() {
        return values;
    }

    @Override
    public void copy(Column from, int fromRow, int row) {
        if (from.isNull(fromRow)) {
            setNull(row);
        } else {
            set(row, ((DoubleColumn) from).get(fromRow));
        }
    }
}
