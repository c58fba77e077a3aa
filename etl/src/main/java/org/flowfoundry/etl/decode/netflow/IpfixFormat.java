package org.flowfoundry.etl.decode.netflow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;

/** Format {@code ipfix}: messages one after the other in a file (RFC 5655), of IPFIX, NetFlow v9 or v5. */
public final class IpfixFormat implements FlowFormat {

    private static final Quarantine IGNORED = (record, offset, reason, raw, rawOffset, rawLength) -> {};

    @Override
    public String name() {
        return "ipfix";
    }

    @Override
    public String description() {
        return "IPFIX messages one after the other in a file (RFC 5655), or NetFlow v9 or v5 messages likewise";
    }

    @Override
    public boolean recognizes(InputHead head) {
        return MessageShape.beginsMessage(head.bytes(), 0, head.bytes().length);
    }

    @Override
    public Optional<String> rejects(InputHead head) {
        if (recognizes(head)) {
            return Optional.empty();
        }
        int old = MessageShape.unreadVersion(head.bytes(), 0, head.bytes().length);
        return Optional.of(
                old > 0
                        ? "NetFlow v" + old + " is not read; v5, v9 and IPFIX are"
                        : "Does not begin with a message of IPFIX, NetFlow v9 or NetFlow v5");
    }

    @Override
    public Survey survey(ByteSource source, long splitBytes) throws IOException {
        try (MessageSource messages = new StoredMessages(source, IGNORED)) {
            FileKnowledge knowledge = new Surveyor(source.name()).survey(messages);
            return new Survey(List.of(Split.WHOLE), ExportKnowledge.of(knowledge));
        }
    }

    @Override
    public FlowReader open(DecodeRequest request) throws IOException {
        KnowledgeIndex knowledge = ExportKnowledge.index(request.knowledge());
        CountingQuarantine quarantine = new CountingQuarantine(request.quarantine());
        MessageSource messages = new StoredMessages(request.source(), quarantine);
        return new ExportReader(request.source().name(), messages, knowledge, quarantine);
    }
}
