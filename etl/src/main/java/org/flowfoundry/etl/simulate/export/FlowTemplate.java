package org.flowfoundry.etl.simulate.export;

import java.nio.ByteBuffer;
import java.util.List;

/** A template and how its records are written. */
record FlowTemplate(int id, List<ExportField> fields) {

    FlowTemplate {
        fields = List.copyOf(fields);
    }

    /** Writes the template record (RFC 7011 section 3.4.1; the same in NetFlow v9). */
    void putDefinition(ByteBuffer out) {
        out.putShort((short) id);
        out.putShort((short) fields.size());
        fields.forEach(field -> field.putSpecifier(out));
    }

    void putRecord(ExportedFlow flow, ByteBuffer out) {
        for (ExportField field : fields) {
            field.encoder().encode(flow, out);
        }
    }
}
