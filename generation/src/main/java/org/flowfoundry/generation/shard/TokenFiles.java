package org.flowfoundry.generation.shard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.parquet.RowGroup;
import org.flowfoundry.training.data.ShardReader;

/** The rows of a worker's shards: r, r + W, r + 2W, ... of W workers. */
final class TokenFiles extends ShardReader<int[]> {

    private final int[] sizes;

    /** @param sizes (slots): how many tokens each has */
    TokenFiles(Configuration conf, TokenShards.Part part, int[] sizes, int worker, int workers) {
        super(conf);
        this.sizes = sizes;
        for (int shard = worker; shard < part.rows().size(); shard += workers) {
            if (part.rows().get(shard) > 0) {
                add(new Path(part.folder(), "shard=" + shard), part.rows().get(shard));
            }
        }
    }

    @Override
    protected List<int[]> decode(RowGroup group) throws IOException {
        int[] tokens = group.ints("tokens", sizes.length);
        List<int[]> rows = new ArrayList<>(group.rows());
        for (int row = 0; row < group.rows(); row++) {
            int[] one = Arrays.copyOfRange(tokens, row * sizes.length, (row + 1) * sizes.length);
            for (int slot = 0; slot < one.length; slot++) {
                if (one[slot] < 0 || one[slot] >= sizes[slot]) {
                    throw new IOException("slot " + slot + " holds token " + one[slot] + " of " + sizes[slot]);
                }
            }
            rows.add(one);
        }
        return rows;
    }
}
