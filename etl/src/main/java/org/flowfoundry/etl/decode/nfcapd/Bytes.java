package org.flowfoundry.etl.decode.nfcapd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A buffer read in the byte order of the machine that wrote the file. Readers check lengths before they read. */
final class Bytes {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle NETWORK_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] array;
    private final boolean bigEndian;

    Bytes(byte[] array, boolean bigEndian) {
        this.array = array;
        this.bigEndian = bigEndian;
    }

    byte[] array() {
        return array;
    }

    boolean isBigEndian() {
        return bigEndian;
    }

    int u8(int at) {
        return array[at] & 0xff;
    }

    int u16(int at) {
        short value = (short) SHORT.get(array, at);
        return (bigEndian ? Short.reverseBytes(value) : value) & 0xffff;
    }

    int i32(int at) {
        int value = (int) INT.get(array, at);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    long u32(int at) {
        return Integer.toUnsignedLong(i32(at));
    }

    long i64(int at) {
        long value = (long) LONG.get(array, at);
        return bigEndian ? Long.reverseBytes(value) : value;
    }

    /** Eight bytes in network order, whatever the file's order. */
    long network64(int at) {
        return (long) NETWORK_LONG.get(array, at);
    }

    /** UTF-8 text up to the first zero byte, at most {@code length} bytes. */
    String text(int at, int length) {
        int end = at;
        while (end < at + length && array[end] != 0) {
            end++;
        }
        return new String(array, at, end - at, StandardCharsets.UTF_8);
    }
}
