package org.flowfoundry.core.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.TextColumn;

/** Distinct texts. A batch's own codes are translated by a table while the batch's dictionary stays the same. */
final class TextEntries extends ByteEntries {

    /** What a map entry and its objects take beside the bytes themselves. */
    private static final int OVERHEAD = 64;

    private final Map<String, Integer> indexOf = new HashMap<>();
    private final List<byte[]> utf8 = new ArrayList<>();
    private int[] translation = new int[0];
    private TextColumn translated;
    private int translatedGeneration;
    private long bytes;

    @Override
    void gather(Column column, int[] rows, int count, ByteValues page) {
        TextColumn texts = (TextColumn) column;
        translate(texts);
        long plainBytes = 0;
        for (int i = 0; i < count; i++) {
            int index = indexOf(texts, texts.code(rows[i]));
            plainBytes += Integer.BYTES + utf8.get(index).length;
            page.add(index);
        }
        page.addPlainBytes(plainBytes);
    }

    private void translate(TextColumn column) {
        if (column != translated || column.generation() != translatedGeneration) {
            Arrays.fill(translation, 0);
            translated = column;
            translatedGeneration = column.generation();
        }
        if (translation.length < column.dictionary().size()) {
            translation = Arrays.copyOf(translation, column.dictionary().size() * 2);
        }
    }

    private int indexOf(TextColumn column, int code) {
        if (translation[code] == 0) {
            translation[code] = 1 + indexOf.computeIfAbsent(column.dictionary().get(code), this::append);
        }
        return translation[code] - 1;
    }

    @Override
    int size() {
        return utf8.size();
    }

    @Override
    long bytes() {
        return bytes;
    }

    @Override
    void clear() {
        indexOf.clear();
        utf8.clear();
        Arrays.fill(translation, 0);
        bytes = 0;
    }

    @Override
    void write(int index, GrowingBytes out) {
        byte[] text = utf8.get(index);
        out.putInt(text.length);
        out.write(text, 0, text.length);
    }

    private int append(String text) {
        utf8.add(text.getBytes(StandardCharsets.UTF_8));
        bytes += OVERHEAD + utf8.get(utf8.size() - 1).length;
        return utf8.size() - 1;
    }
}
