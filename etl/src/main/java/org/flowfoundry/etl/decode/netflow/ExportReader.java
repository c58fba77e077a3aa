package org.flowfoundry.etl.decode.netflow;

import java.io.IOException;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.FlowReader;

/** The second pass: decodes the flows of all messages of a file. */
final class ExportReader implements FlowReader {

    private final MessageSource source;
    private final CountingQuarantine quarantine;
    private final MessagePlan plan;
    private final FlowWriter writer;
    private final DuplicateWindow window = new DuplicateWindow();
    private final SequenceTracker sequences = new SequenceTracker();
    private final ExportMessage message = new ExportMessage();

    private int nextSet;
    private DataSet set;
    private int at;
    private boolean isGapBefore;
    private long nextRecord;
    private long withoutTemplate;
    private long duplicates;

    /**
     * @param file the file's name
     * @param quarantine also given to the source, so that it counts all
     */
    ExportReader(String file, MessageSource source, KnowledgeIndex knowledge, CountingQuarantine quarantine) {
        this.source = source;
        this.quarantine = quarantine;
        this.plan = new MessagePlan(new TemplateStore(knowledge.elements()), new LateTemplates(file, knowledge));
        this.writer = new FlowWriter(knowledge);
    }

    @Override
    public boolean read(FlowBatch batch) throws IOException {
        batch.clear();
        while (!batch.isFull() && (set != null || advance())) {
            decode(batch);
        }
        return batch.rows() > 0;
    }

    /** Moves to the next set with flows; false at the end of the file. */
    private boolean advance() throws IOException {
        while (true) {
            while (nextSet < plan.sets().size()) {
                DataSet next = plan.sets().get(nextSet++);
                if (next.hasFlows()) {
                    set = next;
                    at = next.start();
                    return true;
                }
                if (next.problem() != null) {
                    withoutTemplate += next.lacksTemplate() ? 1 : 0;
                    quarantine(next.start(), next.end(), next.problem());
                }
            }
            if (!nextMessage()) {
                return false;
            }
        }
    }

    private boolean nextMessage() throws IOException {
        while (source.next(message)) {
            if (window.isDuplicate(message)) {
                plan.makeWithoutTemplates(message);
                int records = plan.count(message).flows();
                duplicates += records;
                nextRecord += records;
                continue;
            }
            plan.make(message);
            nextSet = 0;
            isGapBefore = sequences.isGapBefore(message, count());
            writer.begin(message);
            return true;
        }
        plan.sets().clear();
        return false;
    }

    /** What the message adds to its exporter's count; v5 says so itself, even of records that are missing. */
    private RecordCount count() {
        return message.dialect == Dialect.V5 ? new RecordCount(message.count, 0, true) : plan.count(message);
    }

    /** Decodes records of the set at hand until it ends or the batch is full. */
    private void decode(FlowBatch batch) {
        RecordLayout layout = set.layout();
        while (!batch.isFull()) {
            int next = layout.locate(message.bytes, at, set.end());
            if (next < 0) {
                endSet();
                return;
            }
            layout.load(message.bytes);
            writer.write(batch, layout, message.bytes);
            endRow(batch);
            at = next;
        }
    }

    private void endRow(FlowBatch batch) {
        int row = batch.rows();
        batch.sourceRecord.set(row, nextRecord++);
        batch.sourceOffset.set(row, message.fileOffset(at));
        if (set.isLate()) {
            batch.flag(QualityFlag.TEMPLATE_RESOLVED_LATE);
        }
        if (plan.isDamaged()) {
            batch.flag(QualityFlag.DAMAGED_NEIGHBOUR);
        }
        if (isGapBefore) {
            batch.flag(QualityFlag.SEQUENCE_GAP_BEFORE);
            isGapBefore = false;
        }
        batch.endRow();
    }

    private void endSet() {
        if (set.problem() != null) {
            quarantine(at, set.end(), set.problem());
        }
        set = null;
    }

    private void quarantine(int start, int end, String reason) {
        quarantine.add(nextRecord++, message.fileOffset(start), reason, message.bytes, start, end - start);
    }

    @Override
    public DecodeCounts counts() {
        return new DecodeCounts(quarantine.count(), withoutTemplate, duplicates, sequences.lost(), source.bytesRead());
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
