package org.flowfoundry.training.sequence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.parquet.RowGroup;
import org.flowfoundry.core.parquet.RowGroups;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.data.Rows;

/** The row groups of a worker's shards. One file is open at a time. */
final class ShardFiles implements Rows<SequenceBatch.RowOf> {

    private final Configuration conf;
    private final int length;
    private final int features;
    private final List<Group> groups = new ArrayList<>();
    private Path openPath;
    private RowGroups open;

    ShardFiles(Configuration conf, Sequences sequences, Sequences.Shards shards, int worker, int workers) {
        this.conf = conf;
        this.length = sequences.rule().context();
        this.features = sequences.features();
        for (int shard = worker; shard < shards.count(); shard += workers) {
            Path folder = new Path(shards.folder(), "shard=" + shard);
            try {
                long rows = addGroups(folder);
                if (rows != shards.rows().get(shard)) {
                    throw new IOException(
                            "it holds " + rows + " rows, not " + shards.rows().get(shard));
                }
            } catch (IOException e) {
                throw TrainingErrors.badShard(folder.toString(), e);
            }
        }
    }

    /** A row group of a file. */
    private record Group(Path file, int number, int rows) {}

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
    public List<SequenceBatch.RowOf> read(int group) {
        Group wanted = groups.get(group);
        try {
            if (!wanted.file().equals(openPath)) {
                close();
                open = RowGroups.open(conf, wanted.file());
                openPath = wanted.file();
            }
            return batch(open.read(wanted.number())).split();
        } catch (IOException e) {
            throw TrainingErrors.badShard(wanted.file().toString(), e);
        }
    }

    private SequenceBatch batch(RowGroup group) throws IOException {
        return new SequenceBatch(
                group.rows(),
                length,
                features,
                group.floats("values", length * features),
                group.ints("elapsed", length),
                group.longs("times", length),
                group.ints("segments", length),
                group.booleans("starts", length),
                group.floats("weights", length),
                group.ints("hosts", length));
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
