package org.flowfoundry.core.parquet;

import java.util.List;
import org.flowfoundry.core.column.Column;

/** Makes one column's values into the pages of one row group; the next row group gets new encoders. */
interface ColumnEncoder {

    /**
     * Takes rows of a batch's column.
     *
     * @param rows the row numbers, of which those at {@code from} (inclusive) to {@code to} (exclusive) are taken
     */
    void append(Column column, int[] rows, int from, int to);

    /** Encodes what is left and returns the finished chunks, one per leaf. */
    List<ColumnChunk> endChunks();

    /** About how many bytes are held in memory. */
    long bufferedBytes();
}
