package org.flowfoundry.etl.decode.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned integers in network byte order. The caller has checked that the bytes are there. */
public final class NetworkBytes {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private NetworkBytes() {}

    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    public static int u16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    public static long u32(byte[] bytes, int at) {
        return Integer.toUnsignedLong((int) INT.get(bytes, at));
    }

    /** Eight bytes; an unsigned value of 2^63 and more comes out negative. */
    public static long u64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Writes eight bytes. */
    public static void putU64(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    /** An unsigned integer of 0 to 8 bytes. */
    public static long unsigned(byte[] bytes, int at, int length) {
        return switch (length) {
            case 1 -> u8(bytes, at);
            case 2 -> u16(bytes, at);
            case 4 -> u32(bytes, at);
            case 8 -> u64(bytes, at);
            default -> odd(bytes, at, length);
        };
    }

    private static long odd(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | u8(bytes, at + i);
        }
        return value;
    }
}
