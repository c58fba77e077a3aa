package org.flowfoundry.etl.decode.capture;

import java.io.ByteArrayOutputStream;

/** Puts bytes together in network order. */
public final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public static byte[] concat(byte[]... parts) {
        Bytes bytes = new Bytes();
        for (byte[] part : parts) {
            bytes.raw(part);
        }
        return bytes.done();
    }

    public Bytes u8(long... values) {
        return all(1, values);
    }

    public Bytes u16(long... values) {
        return all(2, values);
    }

    public Bytes u32(long... values) {
        return all(4, values);
    }

    public Bytes u64(long... values) {
        return all(8, values);
    }

    private Bytes all(int length, long... values) {
        for (long value : values) {
            number(value, length);
        }
        return this;
    }

    public Bytes number(long value, int length) {
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    public Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public Bytes zeros(int count) {
        return raw(new byte[count]);
    }

    public int size() {
        return out.size();
    }

    public byte[] done() {
        return out.toByteArray();
    }
}
