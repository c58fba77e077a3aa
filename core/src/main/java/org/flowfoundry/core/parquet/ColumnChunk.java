package org.flowfoundry.core.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** The encoded pages of one leaf column in a row group, waiting to be written. */
final class ColumnChunk {

    private final ColumnDescriptor descriptor;
    private final PageCompressor compressor;
    private final List<EncodedPage> pages = new ArrayList<>();
    private EncodedDictionary dictionary;
    private long bytes;

    ColumnChunk(ColumnDescriptor descriptor, PageCompressor compressor) {
        this.descriptor = descriptor;
        this.compressor = compressor;
    }

    ColumnDescriptor descriptor() {
        return descriptor;
    }

    List<EncodedPage> pages() {
        return pages;
    }

    /** The dictionary page, or null. */
    EncodedDictionary dictionary() {
        return dictionary;
    }

    /** Compressed bytes so far. */
    long bytes() {
        return bytes;
    }

    long values() {
        return pages.stream().mapToLong(EncodedPage::values).sum();
    }

    /** Compresses and keeps a page of levels and values. */
    void addPage(GrowingBytes raw, int values, int rows, Encoding encoding, Statistics<?> statistics) {
        BytesInput compressed = compressor.compress(raw, raw.size());
        pages.add(new EncodedPage(compressed, raw.size(), values, rows, encoding, statistics));
        bytes += compressed.size();
    }

    /** Compresses and keeps the dictionary, which is the first {@code length} bytes; none where it has no entries. */
    void setDictionary(GrowingBytes raw, int length, int entries) {
        if (entries > 0) {
            dictionary = new EncodedDictionary(compressor.compress(raw, length), length, entries);
            bytes += dictionary.compressed().size();
        }
    }

    /** Gives every page that has values the bounds of the whole chunk. */
    void widenBounds(Bounds bounds) {
        pages.replaceAll(page -> page.values() == page.statistics().getNumNulls()
                ? page
                : page.withStatistics(bounds.statistics(
                        descriptor.getPrimitiveType(), page.statistics().getNumNulls())));
    }
}
