package org.flowfoundry.core.parquet;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * One row group of a file whose columns are arrays. Each method decodes one column into one array, row after row, and sees to
 * it that every row has as many values as it should and that none of them is null. A column's pages are given up as they are
 * decoded, so it can be asked for once.
 */
public final class RowGroup {

    /** No more values than this are decoded at once, whatever a file says of itself. */
    private static final long MOST_VALUES = 1L << 28;

    private final Path file;
    private final MessageType schema;
    private final PageReadStore pages;
    private final int rows;

    RowGroup(Path file, MessageType schema, PageReadStore pages, int rows) {
        this.file = file;
        this.schema = schema;
        this.pages = pages;
        this.rows = rows;
    }

    public int rows() {
        return rows;
    }

    /** @param perRow values in each row's array */
    public float[] floats(String column, int perRow) throws IOException {
        float[] values = new float[size(perRow)];
        decode(column, PrimitiveTypeName.FLOAT, perRow, (reader, i) -> values[i] = reader.getFloat());
        return values;
    }

    /** @param perRow values in each row's array */
    public int[] ints(String column, int perRow) throws IOException {
        int[] values = new int[size(perRow)];
        decode(column, PrimitiveTypeName.INT32, perRow, (reader, i) -> values[i] = reader.getInteger());
        return values;
    }

    /** @param perRow values in each row's array */
    public long[] longs(String column, int perRow) throws IOException {
        long[] values = new long[size(perRow)];
        decode(column, PrimitiveTypeName.INT64, perRow, (reader, i) -> values[i] = reader.getLong());
        return values;
    }

    /** @param perRow values in each row's array */
    public boolean[] booleans(String column, int perRow) throws IOException {
        boolean[] values = new boolean[size(perRow)];
        decode(column, PrimitiveTypeName.BOOLEAN, perRow, (reader, i) -> values[i] = reader.getBoolean());
        return values;
    }

    /** Puts the reader's current value where it belongs. */
    @FunctionalInterface
    private interface Target {
        void put(ColumnReader reader, int i);
    }

    private void decode(String column, PrimitiveTypeName type, int perRow, Target target) throws IOException {
        ColumnDescriptor descriptor = descriptor(column, type);
        try {
            ColumnReader reader = new ColumnReadStoreImpl(
                            pages, new DummyRecordConverter(schema).getRootConverter(), schema, null)
                    .getColumnReader(descriptor);
            int size = size(perRow);
            if (reader.getTotalValueCount() != size) {
                throw notFixed(column, perRow);
            }
            int present = descriptor.getMaxDefinitionLevel();
            for (int i = 0; i < size; i++) {
                boolean startsRow = reader.getCurrentRepetitionLevel() == 0;
                if (startsRow != (i % perRow == 0) || reader.getCurrentDefinitionLevel() != present) {
                    throw notFixed(column, perRow);
                }
                target.put(reader, i);
                reader.consume();
            }
        } catch (RuntimeException e) {
            throw RowGroups.damaged(file, e);
        }
    }

    private ColumnDescriptor descriptor(String column, PrimitiveTypeName type) throws IOException {
        for (ColumnDescriptor descriptor : schema.getColumns()) {
            if (descriptor.getPath()[0].equals(column)
                    && descriptor.getMaxRepetitionLevel() == 1
                    && descriptor.getPrimitiveType().getPrimitiveTypeName() == type) {
                return descriptor;
            }
        }
        throw new IOException("'" + file + "' has no column '" + column + "' of arrays of " + type);
    }

    private int size(int perRow) throws IOException {
        long size = (long) rows * perRow;
        if (size > MOST_VALUES) {
            throw new IOException("'" + file + "' is damaged: a row group says it holds " + size + " values");
        }
        return (int) size;
    }

    private IOException notFixed(String column, int perRow) {
        return new IOException(
                "'" + file + "' is damaged: a row of column '" + column + "' does not hold " + perRow + " values");
    }
}
