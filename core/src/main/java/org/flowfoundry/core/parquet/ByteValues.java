package org.flowfoundry.core.parquet;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.flowfoundry.core.column.Column;

/**
 * The values of a leaf of byte strings, as indices of its entries: by a dictionary while that is short, then plain. Bounds
 * are known for the chunk as a whole only, once all entries were seen, and hold for each page.
 */
final class ByteValues {

    /** A page of so many plain bytes is full. */
    private static final long PAGE_BYTES = 8L << 20;

    private final ByteEntries entries;
    private final GrowingBytes rendered = new GrowingBytes();
    private final Bounds bounds = new Bounds();
    private int[] offsets = new int[1];
    private int[] indices = new int[0];
    private int count;
    private long plainBytes;
    private boolean useDictionary;
    private int usedEntries;

    ByteValues(ByteEntries entries, boolean tryDictionary) {
        this.entries = entries;
        this.useDictionary = tryDictionary;
    }

    /** Adds the values of a column's rows, all of which have one. */
    void gather(Column column, int[] rows, int more) {
        if (count + more > indices.length) {
            indices = Arrays.copyOf(indices, Math.max(count + more, indices.length * 2));
        }
        entries.gather(column, rows, more, this);
    }

    /** Adds the value that has the given index; called by the entries while they gather. */
    void add(int index) {
        indices[count++] = index;
    }

    /** Tells of the plain size of values that may be long. */
    void addPlainBytes(long bytes) {
        plainBytes += bytes;
    }

    /** The number of values gathered for the page. */
    int count() {
        return count;
    }

    boolean isPageFull() {
        return plainBytes >= PAGE_BYTES;
    }

    /** Statistics of a page before its bounds are known. */
    static Statistics<?> unbounded(PrimitiveType type, int nulls) {
        Statistics<?> statistics = Statistics.createStats(type);
        statistics.incrementNumNulls(nulls);
        return statistics;
    }

    /** Writes the page's values, if any, and forgets them. */
    Encoding encode(GrowingBytes out, ColumnChunk chunk) {
        Encoding encoding = count == 0 ? Encoding.PLAIN : encodeSome(out, chunk);
        count = 0;
        plainBytes = 0;
        return encoding;
    }

    /** Ends the chunk: its dictionary, and the bounds of its pages. */
    void endChunk(ColumnChunk chunk) {
        if (useDictionary && usedEntries > 0) {
            render();
            chunk.setDictionary(rendered, offsets[usedEntries], usedEntries);
        }
        chunk.widenBounds(bounds);
    }

    long bufferedBytes() {
        return entries.bytes() + (long) Integer.BYTES * (indices.length + offsets.length) + rendered.array().length;
    }

    private Encoding encodeSome(GrowingBytes out, ColumnChunk chunk) {
        boolean worthIt = usedEntries > 0 || DictionaryPages.pays(entries.size(), count);
        if (useDictionary && worthIt && !entries.isTooLarge()) {
            usedEntries = entries.size();
            return DictionaryPages.writeIndices(out, indices, count, usedEntries);
        }
        render();
        if (useDictionary) {
            chunk.setDictionary(rendered, offsets[usedEntries], usedEntries);
            useDictionary = false;
        }
        for (int i = 0; i < count; i++) {
            int start = offsets[indices[i]];
            out.write(rendered.array(), start, offsets[indices[i] + 1] - start);
        }
        entries.clear();
        return Encoding.PLAIN;
    }

    /** Makes all entries into bytes. Each of them stands in some page of the chunk, so each counts for its bounds. */
    private void render() {
        rendered.clear();
        if (offsets.length <= entries.size()) {
            offsets = new int[entries.size() + 1];
        }
        for (int i = 0; i < entries.size(); i++) {
            entries.write(i, rendered);
            offsets[i + 1] = rendered.size();
            bounds.add(rendered.array(), offsets[i] + Integer.BYTES, offsets[i + 1]);
        }
    }
}
