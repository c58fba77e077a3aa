package org.flowfoundry.training.graph;

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

/** The pieces of one domain in a worker's shards, by row groups. One file is open at a time. */
final class PieceFiles implements Rows<Piece> {

    private final Configuration conf;
    private final int domain;
    private final int fields;
    private final List<Group> groups = new ArrayList<>();
    private Path openPath;
    private RowGroups open;

    /** @param fields values per flow of the domain */
    PieceFiles(Configuration conf, Pieces.Shards shards, int domain, int fields, int worker, int workers) {
        this.conf = conf;
        this.domain = domain;
        this.fields = fields;
        List<Long> rows = shards.rows().get(domain);
        for (int shard = worker; shard < rows.size(); shard += workers) {
            Path folder = new Path(shards.folder(), "shard=" + shard + "/network=" + domain);
            try {
                long found = rows.get(shard) == 0 ? 0 : addGroups(folder);
                if (found != rows.get(shard)) {
                    throw new IOException("it holds " + found + " rows, not " + rows.get(shard));
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
    public List<Piece> read(int group) {
        Group wanted = groups.get(group);
        try {
            if (!wanted.file().equals(openPath)) {
                close();
                open = RowGroups.open(conf, wanted.file());
                openPath = wanted.file();
            }
            return pieces(open.read(wanted.number()));
        } catch (IOException | IllegalArgumentException e) {
            throw TrainingErrors.badShard(wanted.file().toString(), e);
        }
    }

    private List<Piece> pieces(RowGroup group) throws IOException {
        float[][] values = group.floatArrays("values");
        int[][] source = group.intArrays("source");
        int[][] destination = group.intArrays("destination");
        int[][] slot = group.intArrays("slot");
        long[][] start = group.longArrays("start");
        List<Piece> pieces = new ArrayList<>(group.rows());
        for (int row = 0; row < group.rows(); row++) {
            Piece piece = new Piece(domain, values[row], source[row], destination[row], slot[row], start[row]);
            if (piece.fields() != fields) {
                throw new IOException("it has flows of " + piece.fields() + " values, not " + fields);
            }
            pieces.add(piece);
        }
        return pieces;
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
