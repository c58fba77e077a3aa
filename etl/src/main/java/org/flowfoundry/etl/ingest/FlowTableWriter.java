package org.flowfoundry.etl.ingest;

import java.io.Closeable;
import java.util.List;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.StagedTableWriter;
import org.flowfoundry.etl.anonymize.FlowAnonymizer;
import org.flowfoundry.etl.decode.Quarantine;

/** Turns decoded batches into rows of {@code flows}: dates, splits and anonymizes them, and stages them. */
final class FlowTableWriter implements Closeable {

    private static final String SAMPLING_FROM_CONFIG = "config";

    private final StagedTableWriter table;
    private final Long samplingInterval;
    private final FlowDays days;
    private final DatedRows datedRows;
    private final BiflowSplitter splitter;
    private final FlowAnonymizer anonymizer;

    FlowTableWriter(StagedTableWriter table, DecodeRules rules) {
        this.table = table;
        this.samplingInterval = rules.samplingInterval();
        this.days = new FlowDays(rules.day());
        this.datedRows = new DatedRows(days);
        this.splitter = rules.splitBiflows() ? new BiflowSplitter() : null;
        this.anonymizer = rules.key() == null ? null : new FlowAnonymizer(rules.key());
    }

    /** Writes all rows; those without a day to file them under go to the quarantine. The batch is changed. */
    void write(FlowBatch batch, Tally tally, Quarantine quarantine) {
        if (samplingInterval != null) {
            setSampling(batch);
        }
        FlowBatch rows = datedRows.of(batch, tally, quarantine);
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
}
