package org.flowfoundry.core.column;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of text as codes into a dictionary of distinct values. The dictionary lives on over {@link #clear()}, so that
 * values that recur from batch to batch are looked up once; {@link #generation()} tells when it started anew.
 */
public final class TextColumn extends Column {

    private static final int DICTIONARY_LIMIT = 65_536;

    /** Characters in the dictionary after which it starts anew: long values must not stay for ever. */
    private static final long CHARACTER_LIMIT = 1 << 22;

    private final int[] codes;
    private final Map<String, Integer> codeOf = new HashMap<>();
    private final List<String> dictionary = new ArrayList<>();
    private long characters;
    private int generation;
    private String lastValue;
    private int lastCode;

    public TextColumn(String name, int capacity) {
        super(name, capacity);
        this.codes = new int[capacity];
    }

    /** Sets the row; a null value leaves it null. */
    public void set(int row, String value) {
        if (value == null) {
            setNull(row);
            return;
        }
        if (!value.equals(lastValue)) {
            // Not computeIfAbsent: measured slower by an eighth in decoders whose rows have attributes.
            Integer known = codeOf.get(value);
            lastCode = known == null ? append(value) : known;
            lastValue = value;
        }
        codes[row] = lastCode;
        markPresent(row);
    }

    /** Sets the row from UTF-8 bytes. */
    public void set(int row, byte[] utf8, int offset, int length) {
        set(row, new String(utf8, offset, length, StandardCharsets.UTF_8));
    }

    /** The value at the row, or null. */
    public String get(int row) {
        return isNull(row) ? null : dictionary.get(codes[row]);
    }

    /** The dictionary code at the row; stale where {@link #isNull(int)}. */
    public int code(int row) {
        return codes[row];
    }

    /** The distinct values by code, of this generation. */
    public List<String> dictionary() {
        return dictionary;
    }

    /** Changes whenever the dictionary was emptied, so that codes mean something else. */
    public int generation() {
        return generation;
    }

    @Override
    public void clear() {
        super.clear();
        if (dictionary.size() > DICTIONARY_LIMIT || characters > CHARACTER_LIMIT) {
            codeOf.clear();
            dictionary.clear();
            characters = 0;
            lastValue = null;
            generation++;
        }
    }

    @Override
    public void copy(Column from, int fromRow, int row) {
        set(row, ((TextColumn) from).get(fromRow));
    }

    private int append(String value) {
        int code = dictionary.size();
        dictionary.add(value);
        codeOf.put(value, code);
        characters += value.length();
        return code;
    }
}
