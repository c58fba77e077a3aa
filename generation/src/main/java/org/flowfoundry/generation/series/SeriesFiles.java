package org.flowfoundry.generation.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.parquet.RowGroup;
import org.flowfoundry.generation.shard.TokenShards;
import org.flowfoundry.training.data.ShardReader;

/**
 * The series of a worker's shards: of worker r of W those numbered r, r + W, r + 2W, ...
 *
 * @param <E> a series as a network learns it
 */
final class SeriesFiles<E> extends ShardReader<E> {

    private final SeriesDescription description;
    private final SeriesNetwork<E, ?> network;

    SeriesFiles(
            Configuration conf,
            TokenShards.Part part,
            SeriesDescription description,
            SeriesNetwork<E, ?> network,
            int worker,
            int workers) {
        super(conf);
        this.description = description;
        this.network = network;
        for (int shard = worker; shard < part.rows().size(); shard += workers) {
            if (part.rows().get(shard) > 0) {
                add(new Path(part.folder(), "shard=" + shard), part.rows().get(shard));
            }
        }
    }

    @Override
    protected List<E> decode(RowGroup group) throws IOException {
        double[][] values = group.doubleArrays("values");
        int[] shapes = group.ints("shape", 2);
        List<TrafficSeries> series = new ArrayList<>(group.rows());
        for (int row = 0; row < group.rows(); row++) {
            series.add(series(values[row], shapes[2 * row], shapes[2 * row + 1]));
        }
        return network.examples(series);
    }

    private TrafficSeries series(double[] flat, int label, int length) throws IOException {
        int channels = description.channels().size();
        boolean known = label >= 0 && label < description.classes().size();
        if (!known || length < 1 || length > description.steps() || flat.length != channels * length) {
            throw new IOException(
                    "it has a series of " + flat.length + " numbers, class " + label + " and " + length + " steps");
        }
        double[][] values = new double[channels][];
        for (int channel = 0; channel < channels; channel++) {
            values[channel] = Arrays.copyOfRange(flat, channel * length, (channel + 1) * length);
        }
        return new TrafficSeries(description.classes().get(label).label(), values);
    }
}
