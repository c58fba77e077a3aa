package org.flowfoundry.core.parquet;

import org.flowfoundry.core.column.Column;

/** Distinct byte strings, numbered from 0 by their order of appearance; made into bytes only when a page needs them. */
abstract class ByteEntries {

    /** A dictionary may grow to so many entries and plain bytes; beyond, plain values are no larger. */
    private static final int LIMIT = 262_144;

    private static final long BYTES_LIMIT = 8L << 20;

    /** Adds the values of a column's rows, all of which have one, to a page. */
    abstract void gather(Column column, int[] rows, int count, ByteValues page);

    abstract int size();

    /** About the bytes that all entries take up. */
    abstract long bytes();

    /** Forgets all entries. */
    abstract void clear();

    /** Writes an entry as a plain page has it: four bytes of length, then the bytes. */
    abstract void write(int index, GrowingBytes out);

    final boolean isTooLarge() {
        return size() > LIMIT || bytes() > BYTES_LIMIT;
    }
}
