package org.flowfoundry.etl.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.EtlErrors;

/** The task's side of an export: writes its rows, those of a file next to each other, to one file after another. */
final class ExportTask {

    /** Small, so that the many files of short rotations do not cost a page each. */
    private static final int BATCH_ROWS = 4_096;

    private final ExportFolder folder;
    private final ExportFormat format;
    private final Configuration conf;
    private final FlowRows reader = new FlowRows();
    private final FlowBatch batch = new FlowBatch(BATCH_ROWS);
    private ExportCounts counts = ExportCounts.NOTHING;
    private long attributesDropped;
    private ExportedFile file;
    private UTF8String domain;
    private int date;
    private int minute;

    ExportTask(ExportFolder folder, ExportFormat format, Configuration conf) {
        this.folder = folder;
        this.format = format;
        this.conf = conf;
    }

    /** Writes all rows, and says how much that was. */
    ExportCounts run(Iterator<InternalRow> rows) {
        try {
            while (rows.hasNext()) {
                InternalRow row = rows.next();
                if (file == null || !isOfFile(row)) {
                    endFile();
                    beginFile(row);
                }
                attributesDropped += FlowRows.attributesDropped(row);
                reader.add(row, batch);
                if (batch.isFull()) {
                    writeBatch();
                }
            }
            endFile();
            return counts.plus(new ExportCounts(0, 0, 0, 0, 0, attributesDropped, reader.valuesDropped()));
        } catch (IOException | UncheckedIOException | FSError e) {
            throw EtlErrors.exportNotWritable(folder.root().toString(), e);
        } finally {
            if (file != null) {
                file.abandon();
            }
        }
    }

    private boolean isOfFile(InternalRow row) {
        return row.getInt(FlowRows.MINUTE) == minute
                && row.getInt(FlowRows.DATE) == date
                && row.getUTF8String(FlowRows.DOMAIN).equals(domain);
    }

    private void beginFile(InternalRow row) throws IOException {
        domain = row.getUTF8String(FlowRows.DOMAIN).clone();
        date = row.getInt(FlowRows.DATE);
        minute = row.getInt(FlowRows.MINUTE);
        file = ExportedFile.begin(folder, format, domain.toString(), LocalDate.ofEpochDay(date), minute, conf);
    }

    private void writeBatch() throws IOException {
        file.write(batch);
        batch.clear();
    }

    private void endFile() throws IOException {
        if (file != null) {
            writeBatch();
            counts = counts.plus(file.finish());
            file = null;
        }
    }
}
