package org.flowfoundry.etl.simulate.export;

import java.nio.ByteBuffer;
import org.flowfoundry.etl.encode.ExportField;
import org.flowfoundry.etl.simulate.traffic.Address;

/**
 * The options records that stand at the head of every IPFIX file: who exports, with which time-outs and sampling, and what
 * our own element is (RFC 5610), so that the file explains itself.
 */
record IpfixOptions(Address exporter, int observationDomain, int activeTimeout, int idleTimeout) {

    private static final int EXPORTER_TEMPLATE = 300;
    private static final int TYPE_TEMPLATE = 301;
    /** systematicCount-based Sampling, RFC 5477; taking every packet. */
    private static final int SYSTEMATIC_COUNT = 1;
    /** string, and default, in the registries that RFC 5610 sets up. */
    private static final int STRING_TYPE = 13;

    private static final int DEFAULT_SEMANTICS = 0;

    /** How many data records {@link #putRecords} writes. */
    static final int RECORDS = 2;

    /** Writes an options template set (RFC 7011 section 3.4.2). */
    void putTemplates(ByteBuffer out) {
        int set = out.position();
        out.putShort((short) 3).putShort((short) 0);
        putTemplate(out, EXPORTER_TEMPLATE, 1, new int[][] {
            {149, 4}, {130, 4}, {36, 2}, {37, 2}, {304, 2}, {305, 4}, {306, 4}
        });
        putTemplate(
                out, TYPE_TEMPLATE, 2, new int[][] {{346, 4}, {303, 2}, {339, 1}, {344, 1}, {341, 65_535}, {340, 65_535}
                });
        out.putShort(set + 2, (short) (out.position() - set));
    }

    /** Writes the data sets. */
    void putRecords(ByteBuffer out) {
        int set = out.position();
        out.putShort((short) EXPORTER_TEMPLATE).putShort((short) 0);
        out.putInt(observationDomain).putInt((int) exporter.low());
        out.putShort((short) activeTimeout).putShort((short) idleTimeout);
        out.putShort((short) SYSTEMATIC_COUNT).putInt(1).putInt(0);
        out.putShort(set + 2, (short) (out.position() - set));

        int types = out.position();
        out.putShort((short) TYPE_TEMPLATE).putShort((short) 0);
        out.putInt(IpfixTemplates.EXAMPLE_ENTERPRISE).putShort((short) IpfixTemplates.LABEL_ELEMENT);
        out.put((byte) STRING_TYPE).put((byte) DEFAULT_SEMANTICS);
        ExportField.putText(out, "label");
        ExportField.putText(out, "Class of the simulated flow: benign, or the kind of attack");
        out.putShort(types + 2, (short) (out.position() - types));
    }

    private static void putTemplate(ByteBuffer out, int id, int scopes, int[][] fields) {
        out.putShort((short) id).putShort((short) fields.length).putShort((short) scopes);
        for (int[] field : fields) {
            out.putShort((short) field[0]).putShort((short) field[1]);
        }
    }
}
