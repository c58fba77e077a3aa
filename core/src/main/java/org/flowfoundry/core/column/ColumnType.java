package org.flowfoundry.core.column;

/** What a column holds, as its table shows it, and so which {@link Column} carries it in a batch. */
public enum ColumnType {
    INT,
    /** Days since 1970-01-01, in an {@link IntColumn}. */
    DATE,
    LONG,
    /** Microseconds since 1970-01-01T00:00:00Z, in a {@link LongColumn}. */
    TIMESTAMP,
    DOUBLE,
    TEXT,
    BINARY,
    /** An IP address: text in the table, integers in the batch. */
    ADDRESS,
    /** Text to text. */
    TEXT_MAP;

    /** A new column of this type with room for so many rows. */
    public Column allocate(String name, int capacity) {
        return switch (this) {
            case INT, DATE -> new IntColumn(name, capacity);
            case LONG, TIMESTAMP -> new LongColumn(name, capacity);
            case DOUBLE -> new DoubleColumn(name, capacity);
            case TEXT -> new TextColumn(name, capacity);
            case BINARY -> new BinaryColumn(name, capacity);
            case ADDRESS -> new AddressColumn(name, capacity);
            case TEXT_MAP -> new TextMapColumn(name, capacity);
        };
    }
}
