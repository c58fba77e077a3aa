package org.flowfoundry.generation.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.parquet.RowGroup;
import org.flowfoundry.generation.image.DiffusionConfig;
import org.flowfoundry.training.data.ShardReader;

/** The series of a worker's shards: of worker r of W those numbered r, r + W, r + 2W, ... */
final class SeriesFiles extends ShardReader<SeriesExample> {

    private final DiffusionConfig config;

    SeriesFiles(Configuration conf, SeriesShards shards, DiffusionConfig config, int worker, int workers) {
        super(conf);
        this.config = config;
        for (int shard = worker; shard < shards.rows().size(); shard += workers) {
            if (shards.rows().get(shard) > 0) {
                add(new Path(shards.folder(), "shard=" + shard), shards.rows().get(shard));
            }
        }
    }

    @Override
    protected List<SeriesExample> decode(RowGroup group) throws IOException {
        float[][] places = group.floatArrays("places");
        float[][] spreads = group.floatArrays("spreads");
        int[] shapes = group.ints("shape", 2);
        List<SeriesExample> examples = new ArrayList<>(group.rows());
        for (int row = 0; row < group.rows(); row++) {
            SeriesExample example = new SeriesExample(places[row], spreads[row], shapes[2 * row], shapes[2 * row + 1]);
            check(example);
            examples.add(example);
        }
        return examples;
    }

    private void check(SeriesExample example) throws IOException {
        int numbers = config.channels() * config.steps();
        boolean fits = example.places().length == numbers && example.spreads().length == numbers;
        boolean known = example.label() >= 0 && example.label() < config.classes();
        if (!fits || !known || example.length() < 1 || example.length() > config.steps()) {
            throw new IOException("it has a series of " + example.places().length + " numbers, class " + example.label()
                    + " and " + example.length() + " steps");
        }
    }
}
