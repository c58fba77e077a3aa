package org.flowfoundry.core.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads the rows of a Parquet file that anyone may have written, row group by row group. Columns are values or lists of values;
 * others are left out. Memory is bounded by what a row group may take, {@link PageSizes}.
 */
public final class FlatParquetFile implements Closeable {

    /** The most values of a list. */
    public static final int LONGEST_LIST = 4096;

    private final SourceStream stream;
    private final long length;
    private final ParquetFileReader reader;
    private final MessageType schema;
    private RecordReader<List<List<Object>>> rows;
    private long rowsLeft;

    private FlatParquetFile(SourceStream stream, long length, ParquetFileReader reader) {
        this.stream = stream;
        this.length = length;
        this.reader = reader;
        MessageType all = reader.getFileMetaData().getSchema();
        this.schema = new MessageType(
                all.getName(),
                all.getFields().stream().filter(FlatRecord::isFlat).toList());
        reader.setRequestedSchema(schema);
    }

    /**
     * A row group's place.
     *
     * @param offset of its first byte in the file
     * @param bytes its size in the file
     */
    public record RowGroupPlace(long offset, long bytes, long rows) {}

    /**
     * Opens a file, of which the footer is read.
     *
     * @throws InvalidParquetException where the file is no Parquet, or its footer is damaged
     */
    public static FlatParquetFile open(ParquetSource source) throws IOException {
        long length = source.length();
        SourceStream stream = SourceStream.of(source);
        try {
            ParquetReadOptions options =
                    ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
            return new FlatParquetFile(stream, length, ParquetFileReader.open(stream.file(length), options));
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw invalid("Not a whole Parquet file", stream, e);
        }
    }

    /** The names of the columns that can be read, in the order of {@link #row}. */
    public List<String> columns() {
        return schema.getFields().stream().map(Type::getName).toList();
    }

    /** Whether a column's rows are lists, not single values. */
    public boolean isList(int column) {
        Type type = schema.getType(column);
        while (!type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED)) {
            type = type.asGroupType().getType(0);
        }
        return type.isRepetition(Type.Repetition.REPEATED);
    }

    public List<RowGroupPlace> rowGroups() {
        return reader.getRowGroups().stream().map(FlatParquetFile::place).toList();
    }

    private static RowGroupPlace place(BlockMetaData rowGroup) {
        return new RowGroupPlace(rowGroup.getStartingPos(), rowGroup.getCompressedSize(), rowGroup.getRowCount());
    }

    /**
     * Goes before the first row of a row group.
     *
     * @throws InvalidParquetException where it cannot be read
     */
    public void startRowGroup(int index) throws IOException {
        rowsLeft = 0;
        try {
            PageSizes.check(reader.getRowGroups().get(index), stream, length);
            PageReadStore pages = reader.readRowGroup(index);
            rows = new ColumnIOFactory().getColumnIO(schema).getRecordReader(pages, new FlatRecord(schema));
            rowsLeft = pages.getRowCount();
        } catch (IOException | RuntimeException e) {
            throw invalid("Damaged row group", stream, e);
        }
    }

    /**
     * The next row's values by column: none where it is null, longs, doubles, floats, booleans and text, with null for a list's
     * empty elements. Of a list that is longer than {@link #LONGEST_LIST} one value more than that is given. Valid until the next call.
     *
     * @return null at the row group's end
     * @throws InvalidParquetException where it, and so the rest of the row group, cannot be read
     */
    public List<List<Object>> row() throws IOException {
        if (rowsLeft == 0) {
            return null;
        }
        rowsLeft--;
        try {
            return rows.read();
        } catch (RuntimeException e) {
            rowsLeft = 0;
            throw invalid("Damaged row group", stream, e);
        }
    }

    private static IOException invalid(String what, SourceStream stream, Exception cause) throws IOException {
        stream.throwFailure();
        if (cause instanceof InvalidParquetException invalid) {
            return invalid;
        }
        return new InvalidParquetException(what + " (" + cause.getClass().getSimpleName() + ")", cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
