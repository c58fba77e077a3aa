package org.flowfoundry.etl.simulate.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** IPFIX messages one after the other (RFC 5655). Each file is a transport session: templates first, sequence from 0. */
final class IpfixFile implements FlowFile {

    private static final DateTimeFormatter PATH = Times.format("uuuu-MM-dd/'flows-'uuuu-MM-dd'T'HH'.ipfix'");
    private static final int VERSION = 10;
    private static final int HEADER = 16;
    private static final int TEMPLATE_SET = 2;
    private static final int FULL = 8_192;
    private static final int LONGEST_RECORD = 512;
    /** A message is not kept open for longer, in microseconds. */
    private static final long MESSAGE_AGE = 60_000_000;

    private final OutputStream out;
    private final IpfixOptions options;
    private final Truth truth;
    private final List<FlowTemplate> templates;
    private final ByteBuffer message = ByteBuffer.allocate(FULL + LONGEST_RECORD);

    private long messageBegin;
    private long lastExport;
    private int sequence;
    private int recordsInMessage;
    private int setStart = -1;
    private int setTemplate;

    private IpfixFile(Path file, long hourStart, IpfixOptions options, Truth truth) throws IOException {
        this.out = Files.newOutputStream(file);
        this.options = options;
        this.templates = IpfixTemplates.all(options.exporter());
        this.truth = truth;
        this.messageBegin = hourStart;
        this.lastExport = hourStart;
        beginMessage();
        putTemplates();
        flush();
    }

    /** IPFIX files of one exporter. */
    record Form(IpfixOptions options) implements Format {

        @Override
        public String path(long hourStart) {
            return Times.text(PATH, hourStart);
        }

        @Override
        public FlowFile create(Path file, long hourStart, Truth truth) throws IOException {
            return new IpfixFile(file, hourStart, options, truth);
        }
    }

    @Override
    public void write(ExportedFlow flow) throws IOException {
        if (message.position() > FULL || flow.exportTime() - messageBegin > MESSAGE_AGE) {
            flush();
        }
        if (recordsInMessage == 0) {
            messageBegin = flow.exportTime();
        }
        FlowTemplate template = templates.get(IpfixTemplates.indexFor(flow));
        if (setStart < 0 || template.id() != setTemplate) {
            closeSet();
            openSet(template.id());
        }
        template.putRecord(flow, message);
        recordsInMessage++;
        lastExport = flow.exportTime();
        truth.add(flow, "");
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    private void beginMessage() {
        message.clear().position(HEADER);
        recordsInMessage = 0;
    }

    private void putTemplates() {
        openSet(TEMPLATE_SET);
        templates.forEach(template -> template.putDefinition(message));
        closeSet();
        options.putTemplates(message);
        options.putRecords(message);
        recordsInMessage = IpfixOptions.RECORDS;
    }

    private void openSet(int id) {
        setStart = message.position();
        setTemplate = id;
        message.putShort((short) id).putShort((short) 0);
    }

    private void closeSet() {
        if (setStart >= 0) {
            message.putShort(setStart + 2, (short) (message.position() - setStart));
            setStart = -1;
        }
    }

    /** The sequence number counts the data records before the message, those of options too (RFC 7011 section 3.1). */
    private void flush() throws IOException {
        closeSet();
        if (recordsInMessage > 0) {
            message.putShort(0, (short) VERSION);
            message.putShort(2, (short) message.position());
            message.putInt(4, (int) Math.floorDiv(lastExport + 999_999, 1_000_000L));
            message.putInt(8, sequence);
            message.putInt(12, options.observationDomain());
            out.write(message.array(), 0, message.position());
            sequence += recordsInMessage;
        }
        beginMessage();
    }
}
