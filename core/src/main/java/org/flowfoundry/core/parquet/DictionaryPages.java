package org.flowfoundry.core.parquet;

import org.apache.parquet.column.Encoding;

/** What all dictionary-encoded columns have in common. */
final class DictionaryPages {

    private static final int TOO_FEW_TO_TELL = 256;

    private DictionaryPages() {}

    /** Whether a first page of so many values and distinct ones is worth a dictionary: not where nearly all differ. */
    static boolean pays(int distinct, int values) {
        return values < TOO_FEW_TO_TELL || distinct < values - values / 4;
    }

    /** Writes the indices of a page, their width first. */
    static Encoding writeIndices(GrowingBytes out, int[] indices, int count, int entries) {
        int bitWidth = RunLengths.bitWidth(entries - 1);
        out.write(bitWidth);
        RunLengths.write(out, indices, count, bitWidth);
        return Encoding.RLE_DICTIONARY;
    }
}
