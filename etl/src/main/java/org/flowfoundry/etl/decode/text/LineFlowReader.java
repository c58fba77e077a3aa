package org.flowfoundry.etl.decode.text;

import java.io.IOException;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.Split;

/** Reads the flows of the lines that begin in a split. */
public final class LineFlowReader implements FlowReader {

    /** A batch is handed on after so much text, full or not, so that long lines cannot fill the memory. */
    private static final long BATCH_BYTES = 32 << 20;

    private static final String TOO_LONG = "Line longer than " + LineReader.LONGEST + " bytes";

    private final LineDecoder decoder;
    private final Quarantine quarantine;
    private final Split split;
    private final LineReader line;
    private long record;
    private long quarantined;

    public LineFlowReader(DecodeRequest request, LineDecoder decoder) throws IOException {
        this.decoder = decoder;
        this.quarantine = request.quarantine();
        this.split = request.split();
        this.record = split.firstRecord();
        // From the byte before: a split that begins within a line leaves that line to the split before it.
        long from = Math.max(0, split.start() - 1);
        this.line = new LineReader(request.source().open(from), from);
        if (from > 0) {
            skipToLineStart();
        }
    }

    private void skipToLineStart() throws IOException {
        try {
            line.next();
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    @Override
    public boolean read(FlowBatch batch) throws IOException {
        batch.clear();
        long enough = line.nextOffset() + BATCH_BYTES;
        while (!batch.isFull() && line.nextOffset() < split.end() && line.next()) {
            if (line.isTooLong()) {
                quarantine(TOO_LONG);
            } else if (decoder.isRecord(line)) {
                decode(batch);
            }
            if (line.nextOffset() >= enough) {
                if (batch.rows() > 0) {
                    return true;
                }
                batch.clear();
                enough = line.nextOffset() + BATCH_BYTES;
            }
        }
        return batch.rows() > 0;
    }

    private void decode(FlowBatch batch) {
        String reason = decoder.decode(line, batch);
        if (reason != null) {
            batch.abandonRow();
            quarantine(reason);
            return;
        }
        batch.sourceRecord.set(batch.rows(), record++);
        batch.sourceOffset.set(batch.rows(), line.offset());
        batch.endRow();
    }

    private void quarantine(String reason) {
        quarantine.add(record++, line.offset(), reason, line.bytes(), line.start(), line.length());
        quarantined++;
    }

    @Override
    public DecodeCounts counts() {
        return new DecodeCounts(quarantined, 0, 0, Math.max(0, line.nextOffset() - split.start()));
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
