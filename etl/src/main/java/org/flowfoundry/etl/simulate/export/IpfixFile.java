package org.flowfoundry.etl.simulate.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.flowfoundry.etl.encode.FlowTemplate;
import org.flowfoundry.etl.encode.IpfixMessages;

/** IPFIX messages one after the other (RFC 5655). Each file is a transport session: templates first, sequence from 0. */
final class IpfixFile implements FlowFile {

    private static final DateTimeFormatter PATH = Times.format("uuuu-MM-dd/'flows-'uuuu-MM-dd'T'HH'.ipfix'");
    /** A message is not kept open for longer, in microseconds. */
    private static final long MESSAGE_AGE = 60_000_000;

    private final IpfixMessages messages;
    private final Truth truth;
    private final List<FlowTemplate<ExportedFlow>> templates;

    private long messageBegin;
    private long lastExport;

    private IpfixFile(Path file, long hourStart, IpfixOptions options, Truth truth) throws IOException {
        this.messages = new IpfixMessages(Files.newOutputStream(file), options.observationDomain());
        this.templates = IpfixTemplates.all(options.exporter());
        this.truth = truth;
        this.lastExport = hourStart;
        templates.forEach(template -> template.putDefinition(messages.template()));
        messages.sets(IpfixOptions.RECORDS, message -> {
            options.putTemplates(message);
            options.putRecords(message);
        });
        send();
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
        if (messages.isFull() || flow.exportTime() - messageBegin > MESSAGE_AGE) {
            send();
        }
        if (messages.isEmpty()) {
            messageBegin = flow.exportTime();
        }
        FlowTemplate<ExportedFlow> template = templates.get(IpfixTemplates.indexFor(flow));
        template.putRecord(flow, messages.record(template.id()));
        lastExport = flow.exportTime();
        truth.add(flow, "");
    }

    @Override
    public void close() throws IOException {
        try (messages) {
            send();
        }
    }

    /** At the whole second after its last record. */
    private void send() throws IOException {
        messages.send(Math.floorDiv(lastExport + 999_999, 1_000_000L));
    }
}
