package org.flowfoundry.etl.ingest;

import java.io.Closeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.StagedTableWriter;

/** Stages rows of {@code ingested_files}. */
final class IngestedFilesWriter implements Closeable {

    private static final int BATCH_ROWS = 1024;

    private final StagedTableWriter table;
    private final DecodeRules rules;
    private final long ingestedAt;
    private final String anonymizedWith;
    private final int[] days = new int[BATCH_ROWS];
    private final ColumnBatch batch = new ColumnBatch(
            BATCH_ROWS,
            IngestTables.INGESTED_FILE_COLUMNS.stream()
                    .map(column -> column.type().allocate(column.name(), BATCH_ROWS))
                    .toList());

    IngestedFilesWriter(StagedTableWriter table, DecodeRules rules, Instant ingestedAt) {
        this.table = table;
        this.rules = rules;
        this.ingestedAt = ChronoUnit.MICROS.between(Instant.EPOCH, ingestedAt);
        this.anonymizedWith = rules.key() == null ? null : rules.key().fingerprint();
        Arrays.fill(days, rules.runDay());
    }

    List<StagedFile> write(List<IngestedFile> files) {
        for (IngestedFile file : files) {
            add(file);
            if (batch.isFull()) {
                flush();
            }
        }
        flush();
        return table.finish();
    }

    @Override
    public void close() {
        table.close();
    }

    private void add(IngestedFile file) {
        FileCounts counts = file.counts();
        text("source_file", file.surveyed().file().name());
        text("content_hash", file.contentKey());
        number("file_bytes", file.surveyed().file().bytes());
        text("format", file.surveyed().format());
        text("status", file.status().text());
        number("records", counts.records());
        number("flows_read", counts.flowsRead());
        number("flows", counts.flows());
        number("quarantined", counts.quarantined());
        number("duplicates", counts.duplicates());
        number("lost", counts.lost());
        number("packets", counts.packets());
        number("bytes", counts.bytes());
        if (counts.firstFlowStart() != Long.MAX_VALUE) {
            number("first_flow_start", counts.firstFlowStart());
        }
        if (counts.lastFlowEnd() != Long.MIN_VALUE) {
            number("last_flow_end", counts.lastFlowEnd());
        }
        text("run_id", rules.runId());
        number("ingested_at", ingestedAt);
        text("anonymized_with", anonymizedWith);
        batch.endRow();
    }

    private void text(String column, String value) {
        ((TextColumn) column(column)).set(batch.rows(), value);
    }

    private void number(String column, long value) {
        ((LongColumn) column(column)).set(batch.rows(), value);
    }

    private Column column(String name) {
        return batch.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void flush() {
        if (batch.rows() > 0) {
            table.write(batch, days);
            batch.clear();
        }
    }
}
