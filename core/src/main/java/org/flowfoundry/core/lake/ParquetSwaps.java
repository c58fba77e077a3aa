package org.flowfoundry.core.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The swaps of one Parquet table. A swap is on disk, as a redo journal, before the first file of the table changes, and
 * each of its steps may be done again: whoever comes after a killed run finishes what that one began. Meanwhile the table
 * has no mark, and no one reads it.
 *
 * <p>Runs that replace the same Parquet table must follow one another; Delta tables have no such limit.
 */
final class ParquetSwaps {

    /** A staging folder in which nothing changed for so long belongs to a run that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem files;
    private final Path table;
    private final Path staging;
    private final Path journal;

    ParquetSwaps(FileSystem files, Path lake, String table) {
        Path own = new Path(lake, Lake.OWN_FOLDER);
        this.files = files;
        this.table = new Path(lake, table);
        this.staging = new Path(own, "staging");
        this.journal = new Path(own, "swap/" + table + ".json");
    }

    /** The file that says that a table's folder is whole. */
    static Path mark(Path table) {
        return new Path(table, "_SUCCESS");
    }

    /** Whether a swap was begun and not finished. */
    boolean isPending() throws IOException {
        return files.exists(journal);
    }

    /** Finishes the swap of a run that was killed, if there is one. */
    void finishPending() throws IOException {
        if (isPending()) {
            try (InputStream in = files.open(journal)) {
                finish(JSON.readValue(in, ParquetSwap.class));
            }
        }
    }

    /** A new folder for the table's next files. */
    Path newStaging() {
        return new Path(staging, table.getName() + "-" + UUID.randomUUID());
    }

    /** Deletes what killed runs staged for the table and never came to swap. */
    void deleteAbandoned() throws IOException {
        long limit = System.currentTimeMillis() - ABANDONED.toMillis();
        if (isPending() || !files.exists(staging)) {
            return;
        }
        for (FileStatus folder : files.listStatus(staging)) {
            if (folder.getPath().getName().startsWith(table.getName() + "-") && lastChange(folder) < limit) {
                files.delete(folder.getPath(), true);
            }
        }
    }

    /** Puts the new files in the place of the old ones. From its first line on, the swap will happen. */
    void perform(ParquetSwap swap) throws IOException {
        Path unfinished = new Path(journal.getParent(), "_" + journal.getName());
        try (OutputStream out = files.create(unfinished, true)) {
            JSON.writeValue(out, swap);
        }
        move(unfinished, journal);
        finish(swap);
    }

    private void finish(ParquetSwap swap) throws IOException {
        files.mkdirs(table);
        files.delete(mark(table), false);
        for (String old : swap.removed()) {
            remove(new Path(table, old));
        }
        Path source = new Path(staging, swap.staging());
        for (String added : swap.added()) {
            add(new Path(source, added), new Path(table, added));
        }
        files.create(mark(table), true).close();
        files.delete(source, true);
        files.delete(journal, false);
    }

    /** Removes a file, and its partition's folder with the last one. */
    private void remove(Path file) throws IOException {
        files.delete(file, false);
        Path partition = file.getParent();
        if (files.exists(partition) && files.listStatus(partition).length == 0) {
            files.delete(partition, true);
        }
    }

    private void add(Path from, Path to) throws IOException {
        if (files.exists(from)) {
            files.mkdirs(to.getParent());
            move(from, to);
        } else if (!files.exists(to)) {
            throw LakeErrors.stagedFileGone(to, table, journal);
        }
    }

    /** Where a rename is a copy, what a killed one left of its copy is in the way. */
    private void move(Path from, Path to) throws IOException {
        if (files.exists(to)) {
            files.delete(to, false);
        }
        if (!files.rename(from, to)) {
            throw new IOException("'" + from + "' cannot be moved to '" + to + "'");
        }
    }

    /** Folders have no dependable times in object stores, so those of the files count where there are any. */
    private long lastChange(FileStatus folder) throws IOException {
        List<Long> times = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> all = files.listFiles(folder.getPath(), true);
        while (all.hasNext()) {
            times.add(all.next().getModificationTime());
        }
        return times.stream().mapToLong(Long::longValue).max().orElse(folder.getModificationTime());
    }
}
