package org.flowfoundry.core.parquet;

import java.util.List;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.flowfoundry.core.column.Column;

/** Encodes a column of text, addresses or raw bytes. */
final class BytesEncoder extends FlatEncoder {

    private final ByteValues values;

    BytesEncoder(ColumnChunk chunk, GrowingBytes page, int pageRows, ByteValues values) {
        super(chunk, page, pageRows);
        this.values = values;
    }

    @Override
    void gather(Column column, int[] rows, int count) {
        values.gather(column, rows, count);
    }

    @Override
    boolean isPageFull() {
        return values.isPageFull();
    }

    @Override
    Statistics<?> statistics(int nulls) {
        return ByteValues.unbounded(chunk().descriptor().getPrimitiveType(), nulls);
    }

    @Override
    Encoding encode(GrowingBytes out) {
        return values.encode(out, chunk());
    }

    @Override
    public List<ColumnChunk> endChunks() {
        List<ColumnChunk> chunks = super.endChunks();
        values.endChunk(chunk());
        return chunks;
    }

    @Override
    public long bufferedBytes() {
        return chunk().bytes() + values.bufferedBytes();
    }
}
