package org.flowfoundry.training.sequence;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.data.ShardStore;
import org.flowfoundry.training.data.ShardWriter;

/**
 * From {@code host_series} to shards of training sequences, in the lake's own folder. What is there already for the same table,
 * features, split and shape is used again.
 *
 * <p>Cost per part: the table's needed columns are read once and shuffled twice, by host and by shard; nothing but counts
 * comes to the driver. A host's windows are sorted in one task by Spark, which spills, and cut as they stream by. The same
 * data gives the same shards, whatever the cluster.
 */
public final class SequenceJob {

    /** So many windows, about, are packed by one task. */
    private static final long WINDOWS_PER_PARTITION = 250_000;

    private final Lake lake;
    private final SequenceOptions options;
    private final Progress progress;

    private SequenceJob(Lake lake, SequenceOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Makes the training data, where it is not there.
     *
     * @param table the host series of {@code options.range()}, with all features
     * @return which data
     * @throws org.flowfoundry.core.error.UserException where a part has fewer rows than shards, so that workers would have
     *     nothing to do
     */
    public static Sequences run(
            Lake lake, SeriesTable table, List<SeriesFeature> features, SequenceOptions options, Progress progress) {
        return new SequenceJob(lake, options, progress).run(table, features);
    }

    private Sequences run(SeriesTable table, List<SeriesFeature> features) {
        String version = DataVersion.of(table, features, options);
        ShardStore<Sequences> store = new ShardStore<>(lake, "sequences", version, Sequences.class);
        Sequences there = store.find();
        if (there != null) {
            progress.note("Training data " + version + " is there already");
            return there;
        }
        Path folder = store.begin(UUID.randomUUID().toString());
        try {
            SegmentRule rule = new SegmentRule(options.context(), options.overlap(), table.windowSeconds());
            Sequences made = new Sequences(
                    version,
                    features.size(),
                    rule,
                    part(table, features, rule, Split.Part.TRAINING, folder),
                    part(table, features, rule, Split.Part.VALIDATION, folder));
            return store.finish(made, folder);
        } catch (IOException e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        } finally {
            store.deleteUnfinished(folder);
        }
    }

    private Sequences.Shards part(
            SeriesTable table, List<SeriesFeature> features, SegmentRule rule, Split.Part part, Path folder) {
        String name = part.name().toLowerCase(Locale.ROOT);
        progress.stage(name + " sequences");
        Dataset<Row> windows = table.rows().where(options.split().condition(part));
        ShardRows rows =
                new ShardRows(features, rule, options.shards(), options.split().seed());
        String target = new Path(folder, name).toString();
        Dataset<ShardRow> packed = SeriesWindows.sorted(windows, features, partitions(table.windows()))
                .mapPartitions(rows, Encoders.bean(ShardRow.class));
        ShardWriter.write(packed, options.shards(), rule.rowBytes(features.size()), target);
        Sequences.Shards shards = counted(target);
        if (shards.rows().contains(0L)) {
            throw TrainingErrors.tooFewRows(name, shards.allRows(), shards.windows(), options.shards());
        }
        progress.update(shards.windows(), -1, 1);
        return shards;
    }

    private int partitions(long windows) {
        return (int) Math.max(options.shards(), Math.min(windows / WINDOWS_PER_PARTITION, SequenceOptions.MOST_SHARDS));
    }

    private Sequences.Shards counted(String target) {
        List<Long> rows = new ArrayList<>(Collections.nCopies(options.shards(), 0L));
        long tokens = 0;
        long windows = 0;
        Dataset<Row> counts = lake.spark()
                .read()
                .schema("tokens int, windows int, shard int")
                .parquet(target)
                .groupBy("shard")
                .agg(count(lit(1)), sum("tokens"), sum("windows"));
        for (Row shard : counts.collectAsList()) {
            rows.set(shard.getInt(0), shard.getLong(1));
            tokens += shard.getLong(2);
            windows += shard.getLong(3);
        }
        Path folder = new Path(target);
        return new Sequences.Shards(folder.getParent().getName() + "/" + folder.getName(), rows, tokens, windows);
    }
}
