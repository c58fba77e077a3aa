package org.flowfoundry.core.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.ColumnDefinition;

/**
 * Writes batches of one table into one Parquet file. Values are taken over at once, so a batch may be cleared after each
 * write. What a row group holds waits in memory, compressed, up to {@link ParquetOptions#rowGroupBytes()}.
 *
 * <p>Reading or writing errors of the file come as {@link UncheckedIOException}. A writer that failed can only be closed.
 */
public final class ParquetBatchWriter implements Closeable {

    private final List<ColumnDefinition> columns;
    private final ParquetOptions options;
    private final MessageType schema;
    private final ParquetFile file;
    private final PageCompressor compressor;
    private int[] everyRow = new int[0];
    private long rows;
    private long groupRows;
    private List<ColumnEncoder> encoders;

    private ParquetBatchWriter(OutputFile file, List<ColumnDefinition> columns, ParquetOptions options)
            throws IOException {
        this.schema = ParquetSchema.of(columns);
        this.columns = List.copyOf(columns);
        this.options = options;
        this.file = new ParquetFile(file, schema, options);
        this.compressor = new PageCompressor(options);
        this.encoders = newEncoders();
    }

    /** Creates the file, which must not exist. */
    public static ParquetBatchWriter create(OutputFile file, List<ColumnDefinition> columns, ParquetOptions options) {
        try {
            return new ParquetBatchWriter(file, columns, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes all rows of a batch. */
    public void write(ColumnBatch batch) {
        if (everyRow.length < batch.rows()) {
            everyRow = new int[batch.capacity()];
            for (int i = 0; i < everyRow.length; i++) {
                everyRow[i] = i;
            }
        }
        write(batch, everyRow, batch.rows());
    }

    /** Writes the rows of a batch whose numbers are the first {@code count} of {@code selected}. */
    public void write(ColumnBatch batch, int[] selected, int count) {
        check(batch);
        int at = 0;
        while (at < count) {
            long room = Math.min(options.pageRows(), options.rowGroupRows() - groupRows);
            int end = (int) Math.min(count, at + room);
            for (int i = 0; i < encoders.size(); i++) {
                encoders.get(i).append(batch.columns().get(i), selected, at, end);
            }
            groupRows += end - at;
            at = end;
            if (groupRows == options.rowGroupRows() || bufferedBytes() >= options.rowGroupBytes()) {
                flush();
            }
        }
        rows += count;
    }

    /** The number of rows written so far. */
    public long rows() {
        return rows;
    }

    /** About how many bytes wait in memory. */
    public long bufferedBytes() {
        long bytes = 0;
        for (ColumnEncoder encoder : encoders) {
            bytes += encoder.bufferedBytes();
        }
        return bytes;
    }

    /** Writes what is left and the footer, and closes the file. */
    public WrittenFile finish() throws IOException {
        flush();
        file.end();
        compressor.close();
        return new WrittenFile(rows, file.bytes(), DeltaStatistics.json(rows, columns, file.rowGroups()));
    }

    /** Without {@link #finish()}: leaves a file that is no Parquet file, which the caller deletes. */
    @Override
    public void close() throws IOException {
        compressor.close();
        file.close();
    }

    /** Ends the row group with the rows so far, so that they no longer wait in memory. */
    public void flush() {
        if (groupRows == 0) {
            return;
        }
        try {
            file.startRowGroup(groupRows);
            for (ColumnEncoder encoder : encoders) {
                for (ColumnChunk chunk : encoder.endChunks()) {
                    file.write(chunk);
                }
            }
            file.endRowGroup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        groupRows = 0;
        encoders = newEncoders();
    }

    private List<ColumnEncoder> newEncoders() {
        return ColumnEncoders.of(columns, schema, compressor, options.pageRows());
    }

    private void check(ColumnBatch batch) {
        List<Column> given = batch.columns();
        boolean same = given.size() == columns.size();
        for (int i = 0; same && i < columns.size(); i++) {
            same = given.get(i).name().equals(columns.get(i).name());
        }
        if (!same) {
            throw new IllegalArgumentException("The batch has columns "
                    + given.stream().map(Column::name).toList() + ", the file "
                    + columns.stream().map(ColumnDefinition::name).toList());
        }
    }
}
