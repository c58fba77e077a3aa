package org.flowfoundry.etl.ingest;

import java.io.Closeable;
import java.util.List;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.StagedTableWriter;
import org.flowfoundry.etl.anonymize.FlowAnonymizer;
import org.flowfoundry.etl.decode.Quarantine;

/** Turns decoded batches into rows of {@code flows}: dates, splits and anonymizes them, and stages them. */
final class FlowTableWriter implements Closeable {

    private static final String UNDATED = "The record has no time; give the day it belongs to: --date YYYY-MM-DD";
    private static final String SAMPLING_FROM_CONFIG = "config";
    private static final byte[] NOTHING = {};

    private final StagedTableWriter table;
    private final Long samplingInterval;
    private final FlowDays days;
    private final BiflowSplitter splitter;
    private final FlowAnonymizer anonymizer;
    private FlowBatch datedRows;

    FlowTableWriter(StagedTableWriter table, DecodeRules rules) {
        this.table = table;
        this.samplingInterval = rules.samplingInterval();
        this.days = new FlowDays(rules.day());
        this.splitter = rules.splitBiflows() ? new BiflowSplitter() : null;
        this.anonymizer = rules.key() == null ? null : new FlowAnonymizer(rules.key());
    }

    /** Writes all rows; those without a day go to the quarantine. The batch is changed. */
    void write(FlowBatch batch, Tally tally, Quarantine quarantine) {
        if (samplingInterval != null) {
            setSampling(batch);
        }
        FlowBatch rows = withoutUndated(batch, tally, quarantine);
        tally.addRead(rows);
        if (splitter != null) {
            rows = splitter.apply(rows);
        }
        if (anonymizer != null) {
            anonymizer.apply(rows);
        }
        if (rows.rows() > 0) {
            table.write(rows, days.of(rows));
            tally.addWritten(rows.rows());
        }
    }

    List<StagedFile> finish() {
        return table.finish();
    }

    @Override
    public void close() {
        table.close();
    }

    private void setSampling(FlowBatch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.samplingInterval.isNull(row)) {
                batch.samplingInterval.set(row, samplingInterval);
                batch.samplingSource.set(row, SAMPLING_FROM_CONFIG);
            }
        }
    }

    private FlowBatch withoutUndated(FlowBatch batch, Tally tally, Quarantine quarantine) {
        int[] day = days.of(batch);
        int first = 0;
        while (first < batch.rows() && day[first] != FlowDays.NONE) {
            first++;
        }
        if (first == batch.rows()) {
            return batch;
        }
        if (datedRows == null) {
            datedRows = new FlowBatch(batch.capacity());
        }
        datedRows.clear();
        for (int row = 0; row < batch.rows(); row++) {
            if (day[row] != FlowDays.NONE) {
                append(batch, row);
            } else {
                quarantine.add(batch.sourceRecord.get(row), batch.sourceOffset.get(row), UNDATED, NOTHING, 0, 0);
                tally.addUndated();
            }
        }
        return datedRows;
    }

    private void append(FlowBatch batch, int row) {
        List<Column> columns = datedRows.columns();
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).copy(batch.columns().get(i), row, datedRows.rows());
        }
        datedRows.endRow();
    }
}
