package org.flowfoundry.core.parquet;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.flowfoundry.core.column.Column;

/** Encodes a column of numbers: by a dictionary while that is short, then as its kind writes values. */
final class NumberEncoder extends FlatEncoder {

    private final NumberKind kind;
    private final NumberSource source;
    private final NumberDictionary dictionary = new NumberDictionary();
    private final GrowingBytes dictionaryPage = new GrowingBytes();
    private long[] values = new long[0];
    private int[] indices = new int[0];
    private int count;
    private boolean useDictionary;
    /** Entries that finished pages refer to; a page that overflows the dictionary leaves more behind. */
    private int usedEntries;

    NumberEncoder(
            ColumnChunk chunk,
            GrowingBytes page,
            int pageRows,
            NumberKind kind,
            NumberSource source,
            boolean tryDictionary) {
        super(chunk, page, pageRows);
        this.kind = kind;
        this.source = source;
        this.useDictionary = tryDictionary;
    }

    @Override
    void gather(Column column, int[] rows, int more) {
        if (count + more > values.length) {
            values = Arrays.copyOf(values, Math.max(count + more, values.length * 2));
        }
        source.copy(column, rows, more, values, count);
        count += more;
    }

    @Override
    boolean isPageFull() {
        return false;
    }

    @Override
    Statistics<?> statistics(int nulls) {
        return kind.statistics(chunk().descriptor().getPrimitiveType(), values, count, nulls);
    }

    @Override
    Encoding encode(GrowingBytes out) {
        boolean indexed = useDictionary && index();
        Encoding encoding = indexed ? writeIndices(out) : kind.write(values, count, out);
        useDictionary = indexed;
        count = 0;
        return encoding;
    }

    @Override
    public List<ColumnChunk> endChunks() {
        List<ColumnChunk> chunks = super.endChunks();
        dictionaryPage.clear();
        for (int i = 0; i < usedEntries; i++) {
            kind.writePlain(dictionary.entry(i), dictionaryPage);
        }
        chunk().setDictionary(dictionaryPage, dictionaryPage.size(), usedEntries);
        return chunks;
    }

    @Override
    public long bufferedBytes() {
        return chunk().bytes()
                + dictionary.bytes()
                + (long) Long.BYTES * values.length
                + (long) Integer.BYTES * indices.length;
    }

    /** Finds the values' indices; false where a dictionary is full or does not pay. */
    private boolean index() {
        if (indices.length < count) {
            indices = new int[values.length];
        }
        for (int i = 0; i < count; i++) {
            int index = dictionary.indexOf(values[i]);
            if (index < 0) {
                return false;
            }
            indices[i] = index;
        }
        return usedEntries > 0 || DictionaryPages.pays(dictionary.size(), count);
    }

    private Encoding writeIndices(GrowingBytes out) {
        usedEntries = dictionary.size();
        return DictionaryPages.writeIndices(out, indices, count, usedEntries);
    }
}
