package org.flowfoundry.etl.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.encode.ExportField;
import org.flowfoundry.etl.encode.FlowTemplate;
import org.flowfoundry.etl.encode.IpfixMessages;

/**
 * IPFIX messages one after the other (RFC 5655). A record has a field for each value that the flow has, so there is a template
 * for each set of fields that occurs. Before its first record, in the same message, stands its definition.
 *
 * <p>A message holds records of one second of export time, for only its header says when they were exported.
 */
final class IpfixFile implements FlowFile {

    /** Templates in force at once; when there are more, all are withdrawn (RFC 7011 section 8.1) and defined anew. */
    private static final int MOST_TEMPLATES = 1_024;

    private static final int FIRST_ID = 256;
    private static final long MICROS = 1_000_000;
    private static final long LAST_SECOND = 0xffff_ffffL;

    private final IpfixMessages messages;
    private final long undatedSecond;
    private final int mostTemplates;
    private final IpfixColumn[] columns = IpfixColumn.all().toArray(IpfixColumn[]::new);
    private final Map<Long, FlowTemplate<FlowCursor>> templates = new HashMap<>();
    private final FlowCursor cursor = new FlowCursor();
    private FlowTemplate<FlowCursor> template;
    private long templateColumns = -1;
    private long second;
    private long dropped;

    /** @param undatedSecond the export time of flows without any, in seconds since 1970 */
    IpfixFile(OutputStream out, long undatedSecond) {
        this(out, undatedSecond, MOST_TEMPLATES);
    }

    IpfixFile(OutputStream out, long undatedSecond, int mostTemplates) {
        this.messages = new IpfixMessages(out, 0); // of no domain of its own: each record names its domain
        this.undatedSecond = undatedSecond;
        this.mostTemplates = mostTemplates;
    }

    @Override
    public void write(FlowBatch flows) throws IOException {
        for (int row = 0; row < flows.rows(); row++) {
            cursor.at(flows, row);
            long exported = exportSecond(flows);
            if (exported != second || messages.isFull()) {
                messages.send(second);
                second = exported;
            }
            FlowTemplate<FlowCursor> fitting = template();
            fitting.putRecord(cursor, messages.record(fitting.id()));
        }
    }

    @Override
    public long valuesDropped() {
        return dropped;
    }

    @Override
    public void finish() throws IOException {
        messages.send(second);
        messages.close();
    }

    @Override
    public void close() throws IOException {
        messages.close();
    }

    /** When the flow was exported; the second after its end where that is not known. */
    private long exportSecond(FlowBatch flows) {
        long exported = undatedSecond;
        if (cursor.has(flows.exportTime)) {
            exported = Math.floorDiv(flows.exportTime.get(cursor.row()), MICROS);
        } else if (cursor.endMillis() != FlowCursor.NO_TIME) {
            exported = Math.floorDiv(cursor.endMillis(), 1_000) + 1;
        }
        return Math.min(Math.max(exported, 0), LAST_SECOND);
    }

    /** The template of exactly those fields that the flow has a value for. */
    private FlowTemplate<FlowCursor> template() throws IOException {
        long present = 0;
        for (int i = 0; i < columns.length; i++) {
            switch (columns[i].presence().of(cursor)) {
                case PRESENT -> present |= 1L << i;
                case UNFIT -> dropped++;
                case ABSENT -> {}
            }
        }
        if (present != templateColumns) {
            template = templates.get(present);
            templateColumns = present;
        }
        if (template == null) {
            template = define(present);
        }
        return template;
    }

    private FlowTemplate<FlowCursor> define(long present) throws IOException {
        if (templates.size() == mostTemplates) {
            messages.send(second);
            messages.template().putShort((short) IpfixMessages.TEMPLATE_SET).putShort((short) 0);
            messages.send(second);
            templates.clear();
        }
        List<ExportField<FlowCursor>> fields = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            if ((present >>> i & 1) != 0) {
                fields.add(columns[i].field());
            }
        }
        FlowTemplate<FlowCursor> added = new FlowTemplate<>(FIRST_ID + templates.size(), fields);
        added.putDefinition(messages.template());
        templates.put(present, added);
        return added;
    }
}
