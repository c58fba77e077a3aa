package org.flowfoundry.etl.simulate.export;

import java.nio.ByteBuffer;

/**
 * A field of a template, in NetFlow v9 and IPFIX alike.
 *
 * @param element number of the information element (field type in NetFlow v9)
 * @param enterprise private enterprise number, 0 for IANA's own elements
 * @param length in bytes, {@link #VARIABLE} where the value carries its length (IPFIX only)
 */
record ExportField(int element, int enterprise, int length, Encoder encoder) {

    static final int VARIABLE = 65_535;
    private static final int ENTERPRISE_BIT = 0x8000;

    /** Writes a record's value, in exactly the field's length. */
    interface Encoder {
        void encode(ExportedFlow flow, ByteBuffer out);
    }

    /** A number of the given length. */
    interface Value {
        long of(ExportedFlow flow);
    }

    static ExportField number(int element, int length, Value value) {
        return number(element, 0, length, value);
    }

    static ExportField number(int element, int enterprise, int length, Value value) {
        return new ExportField(
                element, enterprise, length, (flow, out) -> ExportField.putNumber(out, value.of(flow), length));
    }

    /** Writes the low bytes of a number, the highest first. */
    static void putNumber(ByteBuffer out, long value, int length) {
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
