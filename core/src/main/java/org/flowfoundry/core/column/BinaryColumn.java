package org.flowfoundry.core.column;

/** A column of byte strings, kept by reference. */
public final class BinaryColumn extends Column {

    private final byte[][] values;

    public BinaryColumn(String name, int capacity) {
        super(name, capacity);
        this.values = new byte[capacity][];
    }

    public void set(int row, byte[] value) {
        values[row] = value;
        markPresent(row);
    }

    /** The value at the row; stale where {@link #isNull(int)}. */
    public byte[] get(int row) {
        return values[row];
    }

    @Override
    public void copy(Column from, int fromRow, int row) {
        if (from.isNull(fromRow)) {
            setNull(row);
        } else {
            set(row, ((BinaryColumn) from).get(fromRow));
        }
    }
}
