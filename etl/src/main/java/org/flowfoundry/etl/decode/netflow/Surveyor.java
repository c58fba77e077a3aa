package org.flowfoundry.etl.decode.netflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The first pass: learns the templates of a file, and what its options records say. */
final class Surveyor {

    /** Options sets that stand before their template wait, up to so many bytes, for the end of the file. */
    private static final int MAXIMUM_WAITING_BYTES = 4 * 1024 * 1024;

    private final String file;
    private final KnowledgeBuilder knowledge = new KnowledgeBuilder();
    private final OptionsRecords options = new OptionsRecords(knowledge);
    private final TemplateStore templates = new TemplateStore(Map.of());
    private final SetCursor cursor = new SetCursor();
    private final List<WaitingSet> waiting = new ArrayList<>();
    private int waitingBytes;

    Surveyor(String file) {
        this.file = file;
    }

    /** A data set whose template was not known when it came; a copy. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record WaitingSet(ObservationDomain domain, int id, long exportMicros, byte[] bytes) {}

    /** Reads all messages of a source. */
    FileKnowledge survey(MessageSource source) throws IOException {
        ExportMessage message = new ExportMessage();
        while (source.next(message)) {
            read(message);
        }
        for (WaitingSet set : waiting) {
            RecordLayout layout = templates.find(set.domain(), set.id());
            if (layout != null && layout.template().isOptions()) {
                readOptions(layout, set.bytes(), 0, set.bytes().length, set.domain(), set.exportMicros());
            }
        }
        return knowledge.build();
    }

    /** Notes a way that messages take. */
    void add(ExportPath path) {
        knowledge.add(path);
    }

    private void read(ExportMessage message) {
        if (message.dialect == Dialect.V5) {
            return;
        }
        cursor.reset(message.dialect, message.bytes, message.bodyStart(), message.end);
        while (cursor.next()) {
            if (cursor.id() < Template.FIRST_ID) {
                define(message);
                continue;
            }
            RecordLayout layout = templates.find(message.domain, cursor.id());
            if (layout == null) {
                keepWaiting(message);
            } else if (layout.template().isOptions()) {
                readOptions(layout, message.bytes, cursor.start(), cursor.end(), message.domain, message.exportMicros);
            }
        }
    }

    private void keepWaiting(ExportMessage message) {
        int length = cursor.end() - cursor.start();
        if (waitingBytes + length <= MAXIMUM_WAITING_BYTES) {
            waitingBytes += length + 64;
            byte[] copy = Arrays.copyOfRange(message.bytes, cursor.start(), cursor.end());
            waiting.add(new WaitingSet(message.domain, cursor.id(), message.exportMicros, copy));
        }
    }

    private void readOptions(
            RecordLayout layout, byte[] bytes, int start, int end, ObservationDomain domain, long exportMicros) {
        int at = start;
        for (int next = layout.locate(bytes, at, end); next > at; next = layout.locate(bytes, at, end)) {
            options.read(layout, bytes, domain, exportMicros);
            at = next;
        }
    }

    private void define(ExportMessage message) {
        TemplateSet.read(message.dialect, message.bytes, cursor, new TemplateSet.Sink() {
            @Override
            public void define(int id, Template template) {
                TemplateKey key = new TemplateKey(message.domain, id);
                templates.define(key, template);
                knowledge.add(
                        new Definition(key, file, message.fileOffset(message.start), message.exportMicros, template));
            }

            @Override
            public void withdraw(int id) {
                templates.withdraw(new TemplateKey(message.domain, id));
            }

            @Override
            public void withdrawAll(boolean ofOptions) {
                templates.withdrawAll(message.domain, ofOptions);
            }

            @Override
            public void damaged(int at, String reason) {
                // the second pass quarantines it
            }
        });
    }
}
