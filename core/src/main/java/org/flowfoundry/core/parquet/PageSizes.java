package org.flowfoundry.core.parquet;

import java.io.IOException;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * A look at the pages of a row group before they are read: parquet-java reserves the memory that their headers ask for, and a
 * header may say anything.
 */
final class PageSizes {

    /** The most memory that the pages of one row group may take, compressed or not. */
    private static final long MOST_BYTES = 256L << 20;

    private PageSizes() {}

    /** @throws InvalidParquetException where the row group would take more memory, or more of the file, than it may */
    static void check(BlockMetaData rowGroup, SourceStream stream, long fileLength) throws IOException {
        long total = 0;
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            long start = chunk.getStartingPos();
            long size = chunk.getTotalSize();
            if (start < 0 || size < 0 || start > fileLength - size) {
                throw new InvalidParquetException("A row group's column lies outside of its file");
            }
            total += size + uncompressed(start, start + size, stream);
            if (total > MOST_BYTES) {
                throw tooLarge();
            }
        }
    }

    private static long uncompressed(long start, long end, SourceStream stream) throws IOException {
        long total = 0;
        for (long position = start; position < end; ) {
            stream.seek(position);
            PageHeader header = Util.readPageHeader(stream);
            if (header.getCompressed_page_size() < 0 || header.getUncompressed_page_size() < 0) {
                throw new InvalidParquetException("A page of a negative size");
            }
            total += header.getUncompressed_page_size();
            position = stream.getPos() + header.getCompressed_page_size();
            if (total > MOST_BYTES) {
                throw tooLarge();
            }
        }
        return total;
    }

    private static InvalidParquetException tooLarge() {
        return new InvalidParquetException("A row group of more than " + (MOST_BYTES >> 20)
                + " MiB; write the file again with smaller row groups");
    }
}
