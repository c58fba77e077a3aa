package org.flowfoundry.etl.encode;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A template and how its records are written.
 *
 * @param <R> what a record is made of
 */
public record FlowTemplate<R>(int id, List<ExportField<R>> fields) {

    public FlowTemplate {
        fields = List.copyOf(fields);
    }

    /** Writes the template record (RFC 7011 section 3.4.1; the same in NetFlow v9). */
    public void putDefinition(ByteBuffer out) {
        out.putShort((short) id);
        out.putShort((short) fields.size());
        fields.forEach(field -> field.putSpecifier(out));
    }

    public void putRecord(R flow, ByteBuffer out) {
        for (ExportField<R> field : fields) {
            field.encoder().encode(flow, out);
        }
    }
}
