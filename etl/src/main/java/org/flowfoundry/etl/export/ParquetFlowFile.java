package org.flowfoundry.etl.export;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.FlowTable;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.StagedTableWriter;
import org.flowfoundry.core.parquet.ParquetOptions;

/** A Parquet file of the columns of {@code flows} but for domain and date, which stand in the names of its folders. */
final class ParquetFlowFile implements FlowFile {

    private final Path folder;
    private final int epochDay;
    private final StagedTableWriter writer;
    private Path written;

    /** @param folder an empty folder of its own */
    ParquetFlowFile(Path folder, String domain, LocalDate date, Configuration conf) {
        this.folder = folder;
        this.epochDay = (int) date.toEpochDay();
        this.writer = new StagedTableWriter(
                folder.toString(), FlowTable.RECORD_COLUMNS, domain, ParquetOptions.defaults(), conf);
    }

    @Override
    public void write(FlowBatch flows) throws IOException {
        writer.write(flows, epochDay);
    }

    @Override
    public long valuesDropped() {
        return 0;
    }

    @Override
    public void finish() {
        List<StagedFile> files = writer.finish();
        if (files.size() != 1) {
            throw new IllegalStateException("One day made " + files.size() + " files");
        }
        written = new Path(folder, new Path(java.net.URI.create(files.get(0).path())));
    }

    /** The file, once it is finished. */
    Path written() {
        return written;
    }

    @Override
    public void close() {
        writer.close();
    }
}
