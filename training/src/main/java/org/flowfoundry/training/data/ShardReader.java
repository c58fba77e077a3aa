package org.flowfoundry.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.parquet.RowGroup;
import org.flowfoundry.core.parquet.RowGroups;
import org.flowfoundry.training.TrainingErrors;

/**
 * The row groups of a worker's shards, folders of Parquet files. One file is open at a time.
 *
 * @param <R> what a row is
 */
public abstract class ShardReader<R> implements Rows<R> {

    private final Configuration conf;
    private final List<Group> groups = new ArrayList<>();
    private Path openPath;
    private RowGroups open;

    protected ShardReader(Configuration conf) {
        this.conf = conf;
    }

    /** A row group of a file. */
    private record Group(Path file, int number, int rows) {}

    /** Examples of a row group's rows, in their order. */
    protected abstract List<R> decode(RowGroup group) throws IOException;

    /**
     * Adds a shard.
     *
     * @throws org.flowfoundry.core.error.UserException where it cannot be read, or does not hold so many rows
     */
    protected final void add(Path folder, long rows) {
        try {
            long found = addGroups(folder);
            if (found != rows) {
                throw new IOException("it holds " + found + " rows, not " + rows);
            }
        } catch (IOException e) {
            throw TrainingErrors.badShard(folder.toString(), e);
        }
    }

    private long addGroups(Path folder) throws IOException {
        long total = 0;
        for (FileStatus file : folder.getFileSystem(conf).listStatus(folder)) {
            if (!file.getPath().getName().endsWith(".parquet")) {
                continue;
            }
            try (RowGroups footer = RowGroups.open(conf, file.getPath())) {
                for (int i = 0; i < footer.count(); i++) {
                    groups.add(new Group(file.getPath(), i, footer.rows(i)));
                    total += footer.rows(i);
                }
            }
        }
        return total;
    }

    @Override
    public int groups() {
        return groups.size();
    }

    @Override
    public int rows(int group) {
        return groups.get(group).rows();
    }

    @Override
    public List<R> read(int group) {
        Group wanted = groups.get(group);
        try {
            if (!wanted.file().equals(openPath)) {
                close();
                open = RowGroups.open(conf, wanted.file());
                openPath = wanted.file();
            }
            return decode(open.read(wanted.number()));
        } catch (IOException e) {
            throw TrainingErrors.badShard(wanted.file().toString(), e);
        }
    }

    @Override
    public void close() {
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw TrainingErrors.badShard(openPath.toString(), e);
            }
            open = null;
            openPath = null;
        }
    }
}
