package org.flowfoundry.core.parquet;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A byte array that grows, written in Parquet's byte order. */
final class GrowingBytes extends OutputStream {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[256];
    private int size;

    /** The backing array: valid up to {@link #size()}, and until the next write. */
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Writes over four bytes that were written before. */
    void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    /** Unsigned LEB128, as Parquet's run headers are written. */
    void putVarint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        write(rest);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Makes room for so many bytes, all zero, and returns where they begin. */
    int skip(int length) {
        reserve(length);
        Arrays.fill(bytes, size, size + length, (byte) 0);
        int start = size;
        size += length;
        return start;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            long grown = Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, grown));
        }
    }
}
