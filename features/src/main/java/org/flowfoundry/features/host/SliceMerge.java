package org.flowfoundry.features.host;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Appends the slices of each window of a host, which come in order of time, and notes the window before. A slice without a
 * state only says that the host was active: it makes no row.
 */
final class SliceMerge implements FlatMapGroupsFunction<Row, Row, Row> {

    private static final long serialVersionUID = 1L;
    private static final StructType KEY = new StructType()
            .add("domain", DataTypes.StringType)
            .add("host", DataTypes.StringType)
            .add("window", DataTypes.LongType);

    /** What {@link #call} takes: a key, the slice's number in the window, and a {@link HostWindow} as bytes. */
    static final StructType SLICES = KEY.add("slice", DataTypes.IntegerType).add("state", DataTypes.BinaryType);

    /** What {@link #call} gives: a key, the host's window before (null if there is none), and what was measured. */
    static final StructType WINDOWS = windows();

    private static final int WINDOW = SLICES.fieldIndex("window");
    private static final int STATE = SLICES.fieldIndex("state");

    @Override
    public Iterator<Row> call(Row host, Iterator<Row> slices) {
        return new Windows(host, slices);
    }

    private static StructType windows() {
        StructType schema = KEY.add("previous_window", DataTypes.LongType);
        for (HostColumn column : HostColumns.ALL) {
            schema = schema.add(column.spec().name(), column.spec().type());
        }
        return schema;
    }

    private static final class Windows implements Iterator<Row> {
        private final Row host;
        private final Iterator<Row> slices;
        private Row next;
        private Long previous;

        Windows(Row host, Iterator<Row> slices) {
            this.host = host;
            this.slices = slices;
            advance();
            skipMarkers();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            long window = next.getLong(WINDOW);
            HostWindow merged = HostWindow.ofBytes(next.getAs(STATE));
            for (advance(); next != null && next.getLong(WINDOW) == window; advance()) {
                merged.append(HostWindow.ofBytes(next.getAs(STATE)));
            }
            Row row = row(window, merged);
            previous = window;
            return row;
        }

        private void advance() {
            next = slices.hasNext() ? slices.next() : null;
        }

        /** Markers lie before the first window that is asked for. */
        private void skipMarkers() {
            while (next != null && next.isNullAt(STATE)) {
                previous = next.getLong(WINDOW);
                advance();
            }
        }

        private Row row(long window, HostWindow measured) {
            List<Object> values = new ArrayList<>(WINDOWS.length());
            values.add(host.getAs("domain"));
            values.add(host.getAs("host"));
            values.add(window);
            values.add(previous);
            HostColumns.ALL.forEach(column -> values.add(column.value().apply(measured)));
            return RowFactory.create(values.toArray());
        }
    }
}
