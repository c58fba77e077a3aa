package org.flowfoundry.core.parquet;

import java.util.Arrays;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;

/**
 * Parquet's hybrid of run lengths and bit packing, for levels and dictionary indices. A page of one value is one run;
 * any other page is one packed stretch: what runs would save beyond that, the codec saves as well.
 */
final class RunLengths {

    private static final int PACKED_AT_ONCE = 32;
    private static final int GROUP = 8;

    private RunLengths() {}

    /** The bits that the values 0 to {@code largest} need. */
    static int bitWidth(int largest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    }

    /** Writes values of the given width, without a length before them. */
    static void write(GrowingBytes out, int[] values, int count, int bitWidth) {
        if (count == 0) {
            return;
        }
        if (isConstant(values, count)) {
            writeRun(out, values[0], count, bitWidth);
        } else {
            writePacked(out, values, count, bitWidth);
        }
    }

    /** Writes levels as a V1 page has them: four bytes of length, then the runs. */
    static void writeLevels(GrowingBytes out, int[] levels, int count, int bitWidth) {
        int start = out.skip(Integer.BYTES);
        write(out, levels, count, bitWidth);
        out.setInt(start, out.size() - start - Integer.BYTES);
    }

    /** Writes one value, so many times over. */
    static void writeRun(GrowingBytes out, int value, int count, int bitWidth) {
        out.putVarint(count << 1);
        for (int shift = 0; shift < bitWidth; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }

    /** The header of a packed stretch; its bytes follow, padded to whole groups of eight values. */
    static void writePackedHeader(GrowingBytes out, int count) {
        out.putVarint(groups(count) << 1 | 1);
    }

    /** The bytes of a packed stretch without its header. */
    static int packedBytes(int count, int bitWidth) {
        return groups(count) * bitWidth;
    }

    private static void writePacked(GrowingBytes out, int[] values, int count, int bitWidth) {
        writePackedHeader(out, count);
        BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(bitWidth);
        int at = out.skip(packedBytes(count, bitWidth));
        byte[] bytes = out.array();
        int i = 0;
        for (; i + PACKED_AT_ONCE <= count; i += PACKED_AT_ONCE, at += bitWidth * (PACKED_AT_ONCE / GROUP)) {
            packer.pack32Values(values, i, bytes, at);
        }
        for (; i < count; i += GROUP, at += bitWidth) {
            int[] group = Arrays.copyOf(Arrays.copyOfRange(values, i, Math.min(count, i + GROUP)), GROUP);
            packer.pack8Values(group, 0, bytes, at);
        }
    }

    private static int groups(int count) {
        return (count + GROUP - 1) / GROUP;
    }

    private static boolean isConstant(int[] values, int count) {
        for (int i = 1; i < count; i++) {
            if (values[i] != values[0]) {
                return false;
            }
        }
        return true;
    }
}
