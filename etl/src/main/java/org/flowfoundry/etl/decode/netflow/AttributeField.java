package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.etl.decode.capture.NetworkBytes;

/**
 * A field that has no column.
 *
 * @param field its index in the template
 * @param key its name in the attributes
 */
record AttributeField(int field, TemplateField definition, String key, DataType type) {

    private static final int APPLICATION_ID = 95;
    private static final int FIRST_MPLS_LABEL = 70;
    private static final int LAST_MPLS_LABEL = 79;

    /** The text of a value; null for one without bytes. */
    String text(byte[] bytes, int at, int length) {
        if (definition.enterprise() == 0 && length > 0) {
            if (definition.id() == APPLICATION_ID) {
                return applicationId(bytes, at, length);
            }
            if (definition.id() >= FIRST_MPLS_LABEL && definition.id() <= LAST_MPLS_LABEL && length == 3) {
                return mplsLabel((int) NetworkBytes.unsigned(bytes, at, 3));
            }
        }
        return type.text(bytes, at, length);
    }

    /** RFC 6759: the engine, and the application's number in it. */
    static String applicationId(byte[] bytes, int at, int length) {
        return length < 2 || length > 9
                ? DataType.hex(bytes, at, length)
                : NetworkBytes.u8(bytes, at) + ":" + NetworkBytes.unsigned(bytes, at + 1, length - 1);
    }

    /** Label, traffic class and bottom-of-stack bit of RFC 3032. */
    private static String mplsLabel(int entry) {
        return (entry >> 4) + "-" + (entry >> 1 & 7) + "-" + (entry & 1);
    }
}
