package org.flowfoundry.core.column;

import java.util.List;

/** Rows as columns: at most {@link #capacity()} of them, filled in order, cleared and filled again. */
public class ColumnBatch {

    private final List<Column> columns;
    private final int capacity;
    private int rows;

    /** @param columns of one capacity each, in the table's order */
    public ColumnBatch(int capacity, List<Column> columns) {
        for (Column column : columns) {
            if (column.capacity() != capacity) {
                throw new IllegalArgumentException(
                        "Column " + column.name() + " holds " + column.capacity() + " rows, its batch " + capacity);
            }
        }
        this.capacity = capacity;
        this.columns = List.copyOf(columns);
    }

    public final List<Column> columns() {
        return columns;
    }

    public final int capacity() {
        return capacity;
    }

    /** The number of complete rows; also the index of the row being filled. */
    public final int rows() {
        return rows;
    }

    public final boolean isFull() {
        return rows == capacity;
    }

    /** Completes the row being filled. */
    public final void endRow() {
        rows++;
    }

    /** Forgets what was set in the row being filled, as when a record turns out to be broken half-way. */
    public final void abandonRow() {
        for (Column column : columns) {
            column.setNull(rows);
        }
    }

    /** Forgets all rows. */
    public final void clear() {
        for (Column column : columns) {
            column.clear();
        }
        rows = 0;
    }
}
