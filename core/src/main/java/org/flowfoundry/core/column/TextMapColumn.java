package org.flowfoundry.core.column;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column of small text-to-text maps. Entries are appended to the row being filled, so rows are filled in order; a key
 * put twice into one row keeps its first value.
 */
public final class TextMapColumn extends Column {

    private final int[] starts;
    private TextColumn keys;
    private TextColumn values;
    private int entries;

    public TextMapColumn(String name, int capacity) {
        super(name, capacity);
        this.starts = new int[capacity + 1];
        this.keys = new TextColumn("key", capacity);
        this.values = new TextColumn("value", capacity);
    }

    /** Adds an entry to the row, which must be the last row that has entries, or a later one. A null value is left out. */
    public void put(int row, String key, String value) {
        if (value == null) {
            return;
        }
        if (isNull(row)) {
            starts[row] = entries;
            markPresent(row);
        }
        if (entries == keys.capacity()) {
            grow();
        }
        keys.set(entries, key);
        int code = keys.code(entries);
        for (int i = starts[row]; i < entries; i++) {
            if (keys.code(i) == code) {
                keys.setNull(entries);
                return;
            }
        }
        values.set(entries, value);
        entries++;
        starts[row + 1] = entries;
    }

    /** The index of the row's first entry in {@link #keys()} and {@link #values()}; stale where the row is null. */
    public int start(int row) {
        return starts[row];
    }

    /** The number of the row's entries; 0 where the row is null. */
    public int size(int row) {
        return isNull(row) ? 0 : starts[row + 1] - starts[row];
    }

    /** The keys of all rows' entries, in order. */
    public TextColumn keys() {
        return keys;
    }

    /** The values of all rows' entries, in order. */
    public TextColumn values() {
        return values;
    }

    /** The row's entries in their order; empty where the row is null. */
    public Map<String, String> get(int row) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = start(row), end = i + size(row); i < end; i++) {
            map.put(keys.get(i), values.get(i));
        }
        return map;
    }

    /** {@inheritDoc} Only the last row filled can be made null. */
    @Override
    public void setNull(int row) {
        if (!isNull(row)) {
            entries = starts[row];
        }
        super.setNull(row);
    }

    @Override
    public void clear() {
        super.clear();
        keys.clear();
        values.clear();
        entries = 0;
        Arrays.fill(starts, 0);
    }

    @Override
    public void copy(Column from, int fromRow, int row) {
        setNull(row);
        TextMapColumn other = (TextMapColumn) from;
        for (int i = other.start(fromRow), end = i + other.size(fromRow); i < end; i++) {
            put(row, other.keys.get(i), other.values.get(i));
        }
    }

    private void grow() {
        keys = grown(keys);
        values = grown(values);
    }

    private static TextColumn grown(TextColumn column) {
        TextColumn larger = new TextColumn(column.name(), column.capacity() * 2);
        for (int i = 0; i < column.capacity(); i++) {
            larger.copy(column, i, i);
        }
        return larger;
    }
}
