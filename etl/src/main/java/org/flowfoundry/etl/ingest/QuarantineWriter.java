package org.flowfoundry.etl.ingest;

import java.io.Closeable;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.core.column.BinaryColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.StagedTableWriter;
import org.flowfoundry.etl.decode.Quarantine;

/** Stages rows of {@code quarantine}. */
final class QuarantineWriter implements Closeable {

    private static final int BATCH_ROWS = 1024;

    private final StagedTableWriter table;
    private final boolean keepsRaw;
    private final String runId;
    private final int[] days = new int[BATCH_ROWS];
    private final TextColumn sourceFile = new TextColumn("source_file", BATCH_ROWS);
    private final LongColumn sourceRecord = new LongColumn("source_record", BATCH_ROWS);
    private final LongColumn sourceOffset = new LongColumn("source_offset", BATCH_ROWS);
    private final TextColumn reason = new TextColumn("reason", BATCH_ROWS);
    private final BinaryColumn raw = new BinaryColumn("raw", BATCH_ROWS);
    private final TextColumn format = new TextColumn("format", BATCH_ROWS);
    private final TextColumn run = new TextColumn("run_id", BATCH_ROWS);
    private final ColumnBatch batch = new ColumnBatch(
            BATCH_ROWS, List.<Column>of(sourceFile, sourceRecord, sourceOffset, reason, raw, format, run));

    QuarantineWriter(StagedTableWriter table, DecodeRules rules) {
        this.table = table;
        this.keepsRaw = rules.key() == null;
        this.runId = rules.runId();
        Arrays.fill(days, rules.runDay());
    }

    /** Takes what cannot be read of one file. */
    Quarantine of(String fileName, String formatName) {
        return (record, offset, why, bytes, rawOffset, rawLength) -> {
            int row = batch.rows();
            sourceFile.set(row, fileName);
            if (record >= 0) {
                sourceRecord.set(row, record);
            }
            sourceOffset.set(row, offset);
            reason.set(row, why);
            if (keepsRaw && rawLength > 0) {
                int length = Math.min(rawLength, Quarantine.RAW_LIMIT);
                raw.set(row, Arrays.copyOfRange(bytes, rawOffset, rawOffset + length));
            }
            format.set(row, formatName);
            run.set(row, runId);
            batch.endRow();
            if (batch.isFull()) {
                flush();
            }
        };
    }

    List<StagedFile> finish() {
        if (batch.rows() > 0) {
            flush();
        }
        return table.finish();
    }

    @Override
    public void close() {
        table.close();
    }

    private void flush() {
        table.write(batch, days);
        batch.clear();
    }
}
