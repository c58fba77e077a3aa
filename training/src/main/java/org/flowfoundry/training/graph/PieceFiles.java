package org.flowfoundry.training.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.parquet.RowGroup;
import org.flowfoundry.training.data.ShardReader;

/** The pieces of one domain in a worker's shards. */
final class PieceFiles extends ShardReader<Piece> {

    private final int domain;
    private final int fields;

    /** @param fields values per flow of the domain */
    PieceFiles(Configuration conf, Pieces.Shards shards, int domain, int fields, int worker, int workers) {
        super(conf);
        this.domain = domain;
        this.fields = fields;
        List<Long> rows = shards.rows().get(domain);
        for (int shard = worker; shard < rows.size(); shard += workers) {
            if (rows.get(shard) > 0) {
                add(new Path(shards.folder(), "shard=" + shard + "/network=" + domain), rows.get(shard));
            }
        }
    }

    @Override
    protected List<Piece> decode(RowGroup group) throws IOException {
        float[][] values = group.floatArrays("values");
        int[][] source = group.intArrays("source");
        int[][] destination = group.intArrays("destination");
        int[][] slot = group.intArrays("slot");
        long[][] start = group.longArrays("start");
        List<Piece> pieces = new ArrayList<>(group.rows());
        for (int row = 0; row < group.rows(); row++) {
            Piece piece = piece(values[row], source[row], destination[row], slot[row], start[row]);
            if (piece.fields() != fields) {
                throw new IOException("it has flows of " + piece.fields() + " values, not " + fields);
            }
            pieces.add(piece);
        }
        return pieces;
    }

    private Piece piece(float[] values, int[] source, int[] destination, int[] slot, long[] start) throws IOException {
        try {
            return new Piece(domain, values, source, destination, slot, start);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
