package org.flowfoundry.core.parquet;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.Encoding;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.TextMapColumn;

/**
 * Encodes a column of text-to-text maps as the two leaves of a Parquet map. Both share their levels, but that a value is
 * one level deeper than its key, being optional: row null 0, map empty 1, key 2, value 3.
 */
final class MapEncoder implements ColumnEncoder {

    private static final int STEP = 512;
    private static final int EMPTY = 1;

    private final Leaf keys;
    private final Leaf values;
    private final GrowingBytes page;
    private final int pageRows;
    private int[] repetition = new int[0];
    private int[] present = new int[STEP];
    private int levels;
    private int rows;

    MapEncoder(ColumnChunk keys, ColumnChunk values, GrowingBytes page, int pageRows) {
        this.keys = new Leaf(keys, new ByteValues(new TextEntries(), true));
        this.values = new Leaf(values, new ByteValues(new TextEntries(), true));
        this.page = page;
        this.pageRows = pageRows;
    }

    @Override
    public void append(Column column, int[] rowNumbers, int from, int to) {
        TextMapColumn maps = (TextMapColumn) column;
        int at = from;
        while (at < to) {
            int end = Math.min(to, at + Math.min(pageRows - rows, STEP));
            int entries = 0;
            for (int i = at; i < end; i++) {
                entries = addRow(maps, rowNumbers[i], entries);
            }
            rows += end - at;
            keys.values.gather(maps.keys(), present, entries);
            values.values.gather(maps.values(), present, entries);
            if (rows == pageRows || levels >= pageRows || keys.values.isPageFull() || values.values.isPageFull()) {
                endPage();
            }
            at = end;
        }
    }

    @Override
    public List<ColumnChunk> endChunks() {
        if (rows > 0) {
            endPage();
        }
        keys.values.endChunk(keys.chunk);
        values.values.endChunk(values.chunk);
        return List.of(keys.chunk, values.chunk);
    }

    @Override
    public long bufferedBytes() {
        return keys.bufferedBytes() + values.bufferedBytes() + (long) Integer.BYTES * repetition.length;
    }

    /** Adds the levels of a row and the numbers of its entries; returns the number of entries so far. */
    private int addRow(TextMapColumn maps, int row, int entries) {
        int size = maps.size(row);
        if (size == 0) {
            addLevel(0, maps.isNull(row) ? 0 : EMPTY, 0);
            return entries;
        }
        if (entries + size > present.length) {
            present = Arrays.copyOf(present, Math.max(entries + size, present.length * 2));
        }
        for (int i = 0; i < size; i++) {
            addLevel(i == 0 ? 0 : 1, keys.deepest(), values.deepest());
            present[entries + i] = maps.start(row) + i;
        }
        return entries + size;
    }

    private void addLevel(int repetitionLevel, int keyLevel, int valueLevel) {
        if (levels == repetition.length) {
            int capacity = Math.max(STEP, levels * 2);
            repetition = Arrays.copyOf(repetition, capacity);
            keys.definition = Arrays.copyOf(keys.definition, capacity);
            values.definition = Arrays.copyOf(values.definition, capacity);
        }
        repetition[levels] = repetitionLevel;
        keys.definition[levels] = keyLevel;
        values.definition[levels] = Math.max(keyLevel, valueLevel);
        levels++;
    }

    private void endPage() {
        endPage(keys);
        endPage(values);
        levels = 0;
        rows = 0;
    }

    private void endPage(Leaf leaf) {
        page.clear();
        RunLengths.writeLevels(page, repetition, levels, 1);
        RunLengths.writeLevels(page, leaf.definition, levels, RunLengths.bitWidth(leaf.deepest()));
        int absent = levels - leaf.values.count();
        Encoding encoding = leaf.values.encode(page, leaf.chunk);
        leaf.chunk.addPage(
                page,
                levels,
                rows,
                encoding,
                ByteValues.unbounded(leaf.chunk.descriptor().getPrimitiveType(), absent));
    }

    /** The keys or the values, with the definition levels of the page at hand. */
    private static final class Leaf {

        private final ColumnChunk chunk;
        private final ByteValues values;
        private int[] definition = new int[0];

        Leaf(ColumnChunk chunk, ByteValues values) {
            this.chunk = chunk;
            this.values = values;
        }

        /** The definition level of an entry that is there. */
        int deepest() {
            return chunk.descriptor().getMaxDefinitionLevel();
        }

        long bufferedBytes() {
            return chunk.bytes() + values.bufferedBytes() + (long) Integer.BYTES * definition.length;
        }
    }
}
