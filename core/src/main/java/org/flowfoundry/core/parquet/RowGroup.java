package org.flowfoundry.core.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * One row group of a file whose columns are arrays. The methods for arrays of one length decode a column into one array, row
 * after row, and see to it that every row has as many values as it should and that none of them is null; those for arrays of
 * any length give one per row. A column's pages are given up as they are decoded, so it can be asked for once.
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

    /** Arrays of any length, one per row. */
    public float[][] floatArrays(String column) throws IOException {
        ColumnReader reader = reader(column, PrimitiveTypeName.FLOAT);
        float[] values = new float[size(reader.getTotalValueCount())];
        int[] ends = decodeAny(column, reader, (current, i) -> values[i] = current.getFloat());
        return cut(ends, float[][]::new, (from, to) -> Arrays.copyOfRange(values, from, to));
    }

    /** Arrays of any length, one per row. */
    public double[][] doubleArrays(String column) throws IOException {
        ColumnReader reader = reader(column, PrimitiveTypeName.DOUBLE);
        double[] values = new double[size(reader.getTotalValueCount())];
        int[] ends = decodeAny(column, reader, (current, i) -> values[i] = current.getDouble());
        return cut(ends, double[][]::new, (from, to) -> Arrays.copyOfRange(values, from, to));
    }

    /** Arrays of any length, one per row. */
    public int[][] intArrays(String column) throws IOException {
        ColumnReader reader = reader(column, PrimitiveTypeName.INT32);
        int[] values = new int[size(reader.getTotalValueCount())];
        int[] ends = decodeAny(column, reader, (current, i) -> values[i] = current.getInteger());
        return cut(ends, int[][]::new, (from, to) -> Arrays.copyOfRange(values, from, to));
    }

    /** Arrays of any length, one per row. */
    public long[][] longArrays(String column) throws IOException {
        ColumnReader reader = reader(column, PrimitiveTypeName.INT64);
        long[] values = new long[size(reader.getTotalValueCount())];
        int[] ends = decodeAny(column, reader, (current, i) -> values[i] = current.getLong());
        return cut(ends, long[][]::new, (from, to) -> Arrays.copyOfRange(values, from, to));
    }

    /** Makes the array of one row of the values of all. */
    @FunctionalInterface
    private interface Slice<A> {
        A of(int from, int to);
    }

    private static <A> A[] cut(int[] ends, IntFunction<A[]> empty, Slice<A> slice) {
        A[] arrays = empty.apply(ends.length);
        int from = 0;
        for (int row = 0; row < ends.length; row++) {
            arrays[row] = slice.of(from, ends[row]);
            from = ends[row];
        }
        return arrays;
    }

    /** Puts the reader's current value where it belongs. */
    @FunctionalInterface
    private interface Target {
        void put(ColumnReader reader, int i);
    }

    private void decode(String column, PrimitiveTypeName type, int perRow, Target target) throws IOException {
        ColumnReader reader = reader(column, type);
        try {
            int size = size(perRow);
            if (reader.getTotalValueCount() != size) {
                throw notFixed(column, perRow);
            }
            int present = reader.getDescriptor().getMaxDefinitionLevel();
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

    /** Gives where the values of each row end. */
    private int[] decodeAny(String column, ColumnReader reader, Target target) throws IOException {
        int[] ends = new int[rows];
        try {
            int present = reader.getDescriptor().getMaxDefinitionLevel();
            long entries = reader.getTotalValueCount();
            int row = -1;
            int size = 0;
            for (long entry = 0; entry < entries; entry++) {
                row += reader.getCurrentRepetitionLevel() == 0 ? 1 : 0;
                if (row < 0 || row >= rows) {
                    throw notArrays(column);
                }
                if (reader.getCurrentDefinitionLevel() == present) {
                    target.put(reader, size++);
                }
                ends[row] = size;
                reader.consume();
            }
            if (row != rows - 1) {
                throw notArrays(column);
            }
        } catch (RuntimeException e) {
            throw RowGroups.damaged(file, e);
        }
        return ends;
    }

    private ColumnReader reader(String column, PrimitiveTypeName type) throws IOException {
        ColumnDescriptor descriptor = descriptor(column, type);
        try {
            return new ColumnReadStoreImpl(pages, new DummyRecordConverter(schema).getRootConverter(), schema, null)
                    .getColumnReader(descriptor);
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
        return size((long) rows * perRow);
    }

    private int size(long size) throws IOException {
        if (size > MOST_VALUES) {
            throw new IOException("'" + file + "' is damaged: a row group says it holds " + size + " values");
        }
        return (int) size;
    }

    private IOException notArrays(String column) {
        return new IOException("'" + file + "' is damaged: column '" + column + "' does not hold " + rows + " rows");
    }

    private IOException notFixed(String column, int perRow) {
        return new IOException(
                "'" + file + "' is damaged: a row of column '" + column + "' does not hold " + perRow + " values");
    }
}
