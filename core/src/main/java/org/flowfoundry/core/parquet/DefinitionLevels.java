package org.flowfoundry.core.parquet;

import java.util.Arrays;
import org.flowfoundry.core.column.Column;

/**
 * Which rows of a page of an optional column hold a value. Bits are kept only once the page has both kinds of rows: they
 * are the packed levels as the page will carry them.
 */
final class DefinitionLevels {

    private final byte[] bits;
    private int rows;
    private int present;

    DefinitionLevels(int pageRows) {
        bits = new byte[(pageRows + 7) / 8];
    }

    int rows() {
        return rows;
    }

    int present() {
        return present;
    }

    int absent() {
        return rows - present;
    }

    /**
     * Adds rows of a column.
     *
     * @param into takes the numbers of those rows that have a value
     * @return how many have one
     */
    int add(Column column, int[] rowNumbers, int from, int to, int[] into) {
        int found = 0;
        for (int i = from; i < to; i++) {
            int row = rowNumbers[i];
            if (column.isNull(row)) {
                addAbsent(1);
            } else {
                into[found++] = row;
                addPresent();
            }
        }
        return found;
    }

    private void addPresent() {
        if (present != rows) {
            bits[rows >>> 3] |= (byte) (1 << (rows & 7));
        }
        rows++;
        present++;
    }

    void addAbsent(int count) {
        if (present == rows && count > 0) {
            fillPresent();
        }
        rows += count;
    }

    void clear() {
        if (present != rows) {
            Arrays.fill(bits, (byte) 0);
        }
        rows = 0;
        present = 0;
    }

    /** Writes the levels of a V1 page, their length first. */
    void write(GrowingBytes out) {
        int start = out.skip(Integer.BYTES);
        if (present == 0 || present == rows) {
            RunLengths.writeRun(out, present == 0 ? 0 : 1, rows, 1);
        } else {
            RunLengths.writePackedHeader(out, rows);
            out.write(bits, 0, RunLengths.packedBytes(rows, 1));
        }
        out.setInt(start, out.size() - start - Integer.BYTES);
    }

    private void fillPresent() {
        Arrays.fill(bits, 0, rows >>> 3, (byte) 0xff);
        if ((rows & 7) != 0) {
            bits[rows >>> 3] = (byte) ((1 << (rows & 7)) - 1);
        }
    }
}
