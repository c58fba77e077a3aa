package org.flowfoundry.core.parquet;

import java.util.List;
import org.flowfoundry.core.column.Column;

/** Makes one column's values into pages. */
interface ColumnEncoder {

    /**
     * Takes rows of a batch's column.
     *
     * @param rows the row numbers, of which those at {@code from} (inclusive) to {@code to} (exclusive) are taken
     */
    void append(Column column, int[] rows, int from, int to);

    /** Ends the row group: encodes what is left and returns the finished chunks, one per leaf, valid until the next append. */
    List<ColumnChunk> endChunks();

    /** Forgets the row group's chunks once they are written. */
    void startChunks();

    /** About how many bytes are held for the row group at hand. */
    long bufferedBytes();
}
