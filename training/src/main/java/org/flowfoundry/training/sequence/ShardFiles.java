package org.flowfoundry.training.sequence;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.parquet.RowGroup;
import org.flowfoundry.training.data.ShardReader;

/** The packed rows of a worker's shards. */
final class ShardFiles extends ShardReader<SequenceBatch.RowOf> {

    private final int length;
    private final int features;

    ShardFiles(Configuration conf, Sequences sequences, Sequences.Shards shards, int worker, int workers) {
        super(conf);
        this.length = sequences.rule().context();
        this.features = sequences.features();
        for (int shard = worker; shard < shards.count(); shard += workers) {
            add(new Path(shards.folder(), "shard=" + shard), shards.rows().get(shard));
        }
    }

    @Override
    protected List<SequenceBatch.RowOf> decode(RowGroup group) throws IOException {
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
                        group.ints("hosts", length))
                .split();
    }
}
