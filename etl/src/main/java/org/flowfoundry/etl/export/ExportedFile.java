package org.flowfoundry.etl.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of an export from its first byte to its place. It grows in a temporary folder of its own and is moved once it is
 * whole, in place of one that an earlier attempt of the task may have moved there.
 */
final class ExportedFile {

    private static final Logger LOG = LoggerFactory.getLogger(ExportedFile.class);
    private static final int DAY_SECONDS = 86_400;

    private final FileSystem files;
    private final Path temporary;
    private final Path target;
    private final FlowFile file;
    private final Path written;
    private ExportCounts counts = ExportCounts.NOTHING;

    private ExportedFile(FileSystem files, Path temporary, Path target, FlowFile file, Path written) {
        this.files = files;
        this.temporary = temporary;
        this.target = target;
        this.file = file;
        this.written = written;
    }

    /** Begins the file of a domain, day and minute. */
    static ExportedFile begin(
            ExportFolder folder, ExportFormat format, String domain, LocalDate date, int minute, Configuration conf)
            throws IOException {
        Path target = folder.file(format, domain, date.toString(), minute);
        Path temporary = folder.temporary(UUID.randomUUID().toString());
        Path written = new Path(temporary, target.getName());
        FileSystem files = folder.files();
        if (format == ExportFormat.PARQUET) {
            FlowFile parquet = new ParquetFlowFile(temporary, domain, date, conf);
            return new ExportedFile(files, temporary, target, parquet, null);
        }
        OutputStream out = files.create(written, false);
        return new ExportedFile(files, temporary, target, create(format, out, domain, date, minute), written);
    }

    private static FlowFile create(ExportFormat format, OutputStream out, String domain, LocalDate date, int minute)
            throws IOException {
        return switch (format) {
            case NFCAPD -> new NfcapdFile(out, domain);
            case IPFIX -> new IpfixFile(out, date.toEpochDay() * DAY_SECONDS + minute * 60L);
            case CSV -> new CsvFile(out, domain, date.toString());
            case PARQUET -> throw new IllegalArgumentException("Parquet is not written to a stream");
        };
    }

    void write(FlowBatch flows) throws IOException {
        file.write(flows);
        long packets = sum(flows.packets, flows.rows()) + sum(flows.reversePackets, flows.rows());
        long bytes = sum(flows.bytes, flows.rows()) + sum(flows.reverseBytes, flows.rows());
        counts = counts.plus(new ExportCounts(0, flows.rows(), packets, bytes, 0, 0, 0));
    }

    /** Completes the file, and puts it where it belongs. */
    ExportCounts finish() throws IOException {
        file.finish();
        Path whole = file instanceof ParquetFlowFile parquet ? parquet.written() : written;
        long size = files.getFileStatus(whole).getLen();
        files.mkdirs(target.getParent());
        if (files.exists(target)) {
            files.delete(target, false);
        }
        if (!files.rename(whole, target)) {
            throw new IOException("cannot rename '" + whole + "' to '" + target + "'");
        }
        files.delete(temporary, true);
        return counts.plus(new ExportCounts(1, 0, 0, 0, size, 0, file.valuesDropped()));
    }

    /** Deletes what was written. */
    void abandon() {
        try {
            file.close();
        } catch (IOException | FSError e) {
            LOG.debug(
                    "Closing {} failed",
                    target,
                    e); // what cannot be closed, as on a full disk, is deleted all the same
        }
        try {
            files.delete(temporary, true);
        } catch (IOException | FSError e) {
            LOG.warn("{} could not be deleted; the next export into the folder will", temporary, e);
        }
    }

    private static long sum(LongColumn column, int rows) {
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += column.isNull(row) ? 0 : column.get(row);
        }
        return sum;
    }
}
