package org.flowfoundry.core.lake;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.parquet.ParquetBatchWriter;
import org.flowfoundry.core.parquet.ParquetOptions;
import org.flowfoundry.core.parquet.WrittenFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The task's side of writing a table: puts the rows of batches into one Parquet file per day, below the table's folder.
 * The files are part of the table only once {@link DeltaTables#commit} has them; until then no reader sees them.
 *
 * <p>At most {@value #MOST_OPEN} files are open: of more days, the one that got no row for longest is finished, and goes on
 * in another file. Where all together hold too much in memory, the fullest ends its row group. Errors of the file system come
 * as {@link org.flowfoundry.core.error.UserException}, a full local disk too, for which Hadoop has an Error. A writer closed
 * without {@link #finish()} deletes its files.
 */
public final class StagedTableWriter implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(StagedTableWriter.class);
    private static final int MOST_OPEN = 128;
    private static final long MOST_BUFFERED = 256L << 20;

    private final Path table;
    private final List<ColumnDefinition> columns;
    private final String domain;
    private final ParquetOptions options;
    private final Configuration conf;
    private final Map<Integer, OpenFile> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);
    private final List<StagedFile> staged = new ArrayList<>();
    private final List<Path> written = new ArrayList<>();
    private long[] rowsByDay = new long[0];
    private int[] selected = new int[0];
    private boolean finished;

    /**
     * @param table the table's folder, as {@link Lake#location} gives it
     * @param columns the columns of the batches, which are the table's but for its partition columns
     */
    public StagedTableWriter(
            String table, List<ColumnDefinition> columns, String domain, ParquetOptions options, Configuration conf) {
        this.table = new Path(table);
        this.columns = columns;
        this.domain = domain;
        this.options = options;
        this.conf = conf;
    }

    /** Writes all rows of a batch, each to its day, counted from 1970-01-01, of the years 1 to 9999. */
    public void write(ColumnBatch batch, int[] epochDays) {
        int rows = batch.rows();
        if (isOneDay(epochDays, rows)) {
            write(batch, rows == 0 ? 0 : epochDays[0]);
        } else {
            split(batch, epochDays, rows);
            limitMemory();
        }
    }

    /** Writes all rows of a batch to one day. */
    public void write(ColumnBatch batch, int epochDay) {
        if (batch.rows() > 0) {
            writeTo(epochDay, file -> file.write(batch));
            limitMemory();
        }
    }

    /** The number of rows written so far. */
    public long rows() {
        return staged.stream().mapToLong(StagedFile::rows).sum()
                + open.values().stream().mapToLong(file -> file.writer.rows()).sum();
    }

    /** Finishes all files and returns them. */
    public List<StagedFile> finish() {
        try {
            for (OpenFile file : open.values()) {
                stage(file);
            }
        } catch (IOException | UncheckedIOException | FSError e) {
            throw LakeErrors.notWritable(table.toString(), e);
        }
        open.clear();
        finished = true;
        return List.copyOf(staged);
    }

    /** Deletes whatever was written, unless it was finished. */
    @Override
    public void close() {
        if (!finished) {
            finished = true;
            abandon();
        }
    }

    private void split(ColumnBatch batch, int[] epochDays, int rows) {
        if (rowsByDay.length < rows) {
            rowsByDay = new long[rows];
            selected = new int[rows];
        }
        for (int row = 0; row < rows; row++) {
            rowsByDay[row] = (long) epochDays[row] << Integer.SIZE | row;
        }
        Arrays.sort(rowsByDay, 0, rows);
        int start = 0;
        while (start < rows) {
            int epochDay = (int) (rowsByDay[start] >> Integer.SIZE);
            int count = 0;
            while (start + count < rows && (int) (rowsByDay[start + count] >> Integer.SIZE) == epochDay) {
                selected[count] = (int) rowsByDay[start + count];
                count++;
            }
            int rowsOfDay = count;
            writeTo(epochDay, file -> file.write(batch, selected, rowsOfDay));
            start += count;
        }
    }

    private void writeTo(int epochDay, Consumer<ParquetBatchWriter> rows) {
        try {
            rows.accept(file(epochDay));
        } catch (IOException | UncheckedIOException | FSError e) {
            throw LakeErrors.notWritable(table.toString(), e);
        }
    }

    private ParquetBatchWriter file(int epochDay) throws IOException {
        OpenFile file = open.get(epochDay);
        if (file == null) {
            limitOpenFiles();
            file = create(epochDay);
            open.put(epochDay, file);
        }
        return file.writer;
    }

    private OpenFile create(int epochDay) throws IOException {
        String date = LocalDate.ofEpochDay(epochDay).toString();
        String relative = "domain=" + ExternalCatalogUtils.escapePathName(domain) + "/date=" + date + "/part-"
                + UUID.randomUUID() + options.codec().getExtension() + ".parquet";
        Path path = new Path(table, relative);
        written.add(path);
        HadoopOutputFile output = HadoopOutputFile.fromPath(path, conf);
        return new OpenFile(relative, path, date, ParquetBatchWriter.create(output, columns, options));
    }

    private void limitOpenFiles() throws IOException {
        if (open.size() == MOST_OPEN) {
            Iterator<OpenFile> leastRecent = open.values().iterator();
            stage(leastRecent.next());
            leastRecent.remove();
        }
    }

    private void limitMemory() {
        long buffered = 0;
        ParquetBatchWriter fullest = null;
        for (OpenFile file : open.values()) {
            long bytes = file.writer.bufferedBytes();
            buffered += bytes;
            fullest = fullest == null || bytes > fullest.bufferedBytes() ? file.writer : fullest;
        }
        if (buffered > MOST_BUFFERED) {
            flush(fullest);
        }
    }

    private void flush(ParquetBatchWriter writer) {
        try {
            writer.flush();
        } catch (UncheckedIOException | FSError e) {
            throw LakeErrors.notWritable(table.toString(), e);
        }
    }

    private void stage(OpenFile file) throws IOException {
        WrittenFile finishedFile = file.writer.finish();
        FileStatus status = file.path.getFileSystem(conf).getFileStatus(file.path);
        staged.add(new StagedFile(
                new Path(file.relative).toUri().toString(),
                domain,
                file.date,
                finishedFile.rows(),
                status.getLen(),
                status.getModificationTime(),
                finishedFile.statistics()));
    }

    private void abandon() {
        for (OpenFile file : open.values()) {
            try {
                file.writer.close();
            } catch (IOException | FSError e) {
                // What cannot be closed, as on a full disk, is deleted all the same.
                LOG.debug("Closing {} failed", file.path, e);
            }
        }
        open.clear();
        for (Path path : written) {
            try {
                path.getFileSystem(conf).delete(path, false);
            } catch (IOException | FSError e) {
                LOG.warn("{} belongs to no table and could not be deleted; VACUUM will", path, e);
            }
        }
    }

    private static boolean isOneDay(int[] epochDays, int rows) {
        for (int row = 1; row < rows; row++) {
            if (epochDays[row] != epochDays[0]) {
                return false;
            }
        }
        return true;
    }

    private record OpenFile(String relative, Path path, String date, ParquetBatchWriter writer) {}
}
