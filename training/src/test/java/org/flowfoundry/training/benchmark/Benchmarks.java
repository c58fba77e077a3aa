package org.flowfoundry.training.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeSession;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.pretrain.Pretrained;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.sequence.EncoderFit;
import org.flowfoundry.training.sequence.SequenceJob;
import org.flowfoundry.training.sequence.SequenceOptions;
import org.flowfoundry.training.sequence.Sequences;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.SeriesFeatures;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.sequence.Split.Part;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * The data of a lake as benchmarks of quality have it, and networks pre-trained on it.
 *
 * @param windows all of the lake's, of the domains and with the split that the options say
 */
record Benchmarks(Arguments options, Lake lake, SeriesEncoder encoder, Sequences sequences, HostWindows windows) {

    private static final int SHARDS = 8;
    private static final int BATCH_ROWS = 32;

    static final List<String> NETWORKS =
            List.of("transformer", "gru", "transformer-independent", "transformer-plain", "gru-plain");

    /** Options that all of them have, with defaults. */
    static final String[][] OPTIONS = {
        {"lake", ""},
        {"domain", ""},
        {"test-from", ""},
        {"test-hosts", "0.2"},
        {"seeds", "1"},
        {"steps", "0"},
        {"epochs", "12"},
        {"dropout", "0.1"},
        {"decay", "0.05"},
        {"average", "0.98"},
        {"rate", "0.002"},
        {"threads", "1"}
    };

    static SparkSession session() {
        return LakeSession.configure(SparkSession.builder().master("local[1]"))
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4")
                .getOrCreate();
    }

    static Benchmarks open(Arguments options, SparkSession spark) {
        Lake lake = Lake.open(spark, options.text("lake"));
        PartitionRange range = range(options);
        Split split = new Split(options.text("test-from"), options.number("test-hosts"), 0.1, 1);
        SeriesTable table = SeriesTable.open(lake, range, SeriesFeatures.DEFAULT);
        SeriesEncoder encoder = EncoderFit.fit(
                table,
                table.rows().where(split.condition(Part.TRAINING)),
                SeriesFeatures.DEFAULT,
                EncoderFit.DEFAULT_BINS,
                Progress.SILENT);
        int context = ModelSize.SMALL.config(Kind.TRANSFORMER).context();
        Sequences sequences = SequenceJob.run(
                lake,
                table,
                SeriesFeatures.DEFAULT,
                new SequenceOptions(range, split, context, context / 2, SHARDS),
                Progress.SILENT);
        HostWindows windows = HostWindows.load(table, SeriesFeatures.DEFAULT, split);
        return new Benchmarks(options, lake, encoder, sequences, windows);
    }

    static PartitionRange range(Arguments options) {
        return new PartitionRange(List.of(options.text("domain").split(",")), null, null);
    }

    NativeEngine engine() {
        return NativeEngine.open(List.of(), options.integer("threads"));
    }

    /** A network's shape, by one of {@link #NETWORKS}: independent = not chained; plain = nor with shortcuts. */
    ModelConfig config(String kind) {
        ModelConfig size = ModelSize.SMALL.config(kind.startsWith("gru") ? Kind.GRU : Kind.TRANSFORMER);
        return new ModelConfig(
                size.kind(),
                size.context(),
                size.layers(),
                size.width(),
                size.heads(),
                size.feedForward(),
                size.activation(),
                size.positions(),
                options.number("dropout"),
                0,
                0,
                !kind.endsWith("-plain"),
                !kind.contains("-"));
    }

    /** The parameters of a network that was pre-trained on the training windows. */
    float[] pretrained(String kind, int seed) throws IOException {
        long started = cpu();
        TrainingResult trained = Pretrained.train(
                lake,
                config(kind),
                encoder,
                sequences,
                plan(seed),
                lake.ownPath("training/benchmark-" + UUID.randomUUID()),
                Progress.SILENT);
        say(
                "%s, seed %d: %d parameters, best at step %d of %d, validation %.4f, %.0f CPU s%n",
                kind,
                seed,
                trained.bestParameters().length,
                trained.bestStep(),
                trained.steps(),
                trained.bestLoss(),
                (cpu() - started) / 1e9);
        return trained.bestParameters();
    }

    private TrainingPlan plan(int seed) {
        Optimization optimization = new Optimization(
                options.number("rate"), 0.05, 0, options.number("decay"), 0.98, 1, options.number("average"));
        return new TrainingPlan(
                options.integer("steps"),
                options.number("epochs"),
                BATCH_ROWS,
                1,
                seed,
                optimization,
                Synchronization.gradients(),
                0,
                1,
                0,
                5,
                new Resources(1, options.integer("threads"), 600));
    }

    /** CPU time of the process, nanoseconds. */
    static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
