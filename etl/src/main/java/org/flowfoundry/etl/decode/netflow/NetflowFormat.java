package org.flowfoundry.etl.decode.netflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;
import org.flowfoundry.etl.decode.capture.CaptureReader;

/** Format {@code netflow}: export datagrams in a packet capture. */
public final class NetflowFormat implements FlowFormat {

    private static final Quarantine IGNORED = (record, offset, reason, raw, rawOffset, rawLength) -> {};

    @Override
    public String name() {
        return "netflow";
    }

    @Override
    public String description() {
        return "NetFlow v5, v9 and IPFIX export datagrams, mixed, in pcap or pcapng captures";
    }

    @Override
    public boolean recognizes(InputHead head) {
        if (!CaptureReader.recognizes(head.bytes())) {
            return false;
        }
        try (CapturedMessages messages = new CapturedMessages(source(head), Set.of(), IGNORED)) {
            return messages.next(new ExportMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot fail to be read", e);
        }
    }

    private static ByteSource source(InputHead head) {
        return new ByteSource() {
            @Override
            public String name() {
                return head.name();
            }

            @Override
            public long length() {
                return head.bytes().length;
            }

            @Override
            public InputStream open(long offset) {
                return new ByteArrayInputStream(head.bytes(), (int) offset, head.bytes().length - (int) offset);
            }
        };
    }

    @Override
    public Optional<String> rejects(InputHead head) {
        return CaptureReader.recognizes(head.bytes())
                ? Optional.empty()
                : Optional.of(
                        "Not a pcap or pcapng capture; for messages without a capture around them, use format ipfix");
    }

    @Override
    public Survey survey(ByteSource source, long splitBytes) throws IOException {
        Surveyor surveyor = new Surveyor(source.name());
        try (CapturedMessages messages = new CapturedMessages(source, Set.of(), IGNORED)) {
            FileKnowledge knowledge = surveyor.survey(new NotingSource(messages, surveyor));
            return new Survey(List.of(Split.WHOLE), ExportKnowledge.of(knowledge));
        }
    }

    /** Passes messages on, and tells the surveyor which way they came. */
    private record NotingSource(CapturedMessages messages, Surveyor surveyor) implements MessageSource {
        @Override
        public boolean next(ExportMessage message) throws IOException {
            boolean any = messages.next(message);
            if (any) {
                surveyor.add(messages.path());
            }
            return any;
        }

        @Override
        public long bytesRead() {
            return messages.bytesRead();
        }

        @Override
        public void close() throws IOException {
            messages.close();
        }
    }

    @Override
    public FlowReader open(DecodeRequest request) throws IOException {
        KnowledgeIndex knowledge = ExportKnowledge.index(request.knowledge());
        CountingQuarantine quarantine = new CountingQuarantine(request.quarantine());
        MessageSource messages = new CapturedMessages(request.source(), knowledge.paths(), quarantine);
        return new ExportReader(request.source().name(), messages, knowledge, quarantine);
    }
}
