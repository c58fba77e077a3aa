package org.flowfoundry.etl.encode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * A field of a template, in NetFlow v9 and IPFIX alike.
 *
 * @param element number of the information element (field type in NetFlow v9)
 * @param enterprise private enterprise number, 0 for IANA's own elements
 * @param length in bytes, {@link #VARIABLE} where the value carries its length (IPFIX only)
 * @param <R> what a record is made of
 */
public record ExportField<R>(int element, int enterprise, int length, Encoder<R> encoder) {

    static final int VARIABLE = 65_535;
    private static final int ENTERPRISE_BIT = 0x8000;
    private static final int LONG_TEXT = 255;

    /** Writes a record's value, in exactly the field's length. */
    public interface Encoder<R> {
        void encode(R flow, ByteBuffer out);
    }

    /** A number of the given length. */
    public interface Value<R> {
        long of(R flow);
    }

    public static <R> ExportField<R> number(int element, int length, Value<R> value) {
        return number(element, 0, length, value);
    }

    public static <R> ExportField<R> number(int element, int enterprise, int length, Value<R> value) {
        return new ExportField<>(
                element, enterprise, length, (flow, out) -> ExportField.putNumber(out, value.of(flow), length));
    }

    /** Text of at most 65535 bytes, with its length before it (RFC 7011 section 7). */
    public static <R> ExportField<R> text(int element, int enterprise, Function<R, String> text) {
        return new ExportField<>(element, enterprise, VARIABLE, (flow, out) -> putText(out, text.apply(flow)));
    }

    /** Writes text with its length before it: one byte, or three from 255 bytes on. */
    public static void putText(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LONG_TEXT) {
            out.put((byte) bytes.length);
        } else {
            out.put((byte) LONG_TEXT).putShort((short) bytes.length);
        }
        out.put(bytes);
    }

    /** Writes the low bytes of a number, the highest first. */
    private static void putNumber(ByteBuffer out, long value, int length) {
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            out.put((byte) (value >>> shift));
        }
    }

    void putSpecifier(ByteBuffer out) {
        out.putShort((short) (enterprise == 0 ? element : element | ENTERPRISE_BIT));
        out.putShort((short) length);
        if (enterprise != 0) {
            out.putInt(enterprise);
        }
    }
}
