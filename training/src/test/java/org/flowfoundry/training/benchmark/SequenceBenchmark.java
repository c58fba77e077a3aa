package org.flowfoundry.training.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeSession;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.sequence.EncoderFit;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SequenceJob;
import org.flowfoundry.training.sequence.SequenceOptions;
import org.flowfoundry.training.sequence.Sequences;
import org.flowfoundry.training.sequence.SeriesFeatures;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.ShardSource;
import org.flowfoundry.training.sequence.Split;

/**
 * What training data of a lake costs: {@code SequenceBenchmark LAKE [SHARDS]}. Prints, per context and overlap, rows, the share
 * of padding and of tokens that are context only, bytes per window, and how long making and reading take; CPU seconds are
 * those of the whole process.
 */
public final class SequenceBenchmark {

    private static final int BATCH_ROWS = 32;
    private static final int[][] SHAPES = {{64, 32}, {64, 16}, {32, 16}, {128, 64}};

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SequenceBenchmark() {}

    public static void main(String[] args) throws Exception {
        int shards = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        SparkSession spark = LakeSession.configure(SparkSession.builder().master("local[2]"))
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "8")
                .getOrCreate();
        Lake lake = Lake.open(spark, args[0]);
        Split split = new Split(null, .2, .1, 1);
        Clock open = new Clock();
        SeriesTable table = SeriesTable.open(lake, PartitionRange.ALL, SeriesFeatures.DEFAULT);
        say("%d windows; opened in %s%n", table.windows(), open);
        Clock fit = new Clock();
        EncoderFit.fit(
                table,
                table.rows().where(split.condition(Split.Part.TRAINING)),
                SeriesFeatures.DEFAULT,
                EncoderFit.DEFAULT_BINS,
                Progress.SILENT);
        say("encoder fitted in %s%n", fit);
        say("context overlap    rows  windows padding context-only bytes/window made, read CPU ms/batch%n");
        for (int[] shape : SHAPES) {
            measure(lake, table, new SequenceOptions(PartitionRange.ALL, split, shape[0], shape[1], shards));
        }
        spark.stop();
    }

    private static void measure(Lake lake, SeriesTable table, SequenceOptions options) throws Exception {
        Clock making = new Clock();
        Sequences made = SequenceJob.run(lake, table, SeriesFeatures.DEFAULT, options, Progress.SILENT);
        String seconds = making.toString();
        Sequences.Shards part = made.training();
        long bytes =
                lake.fileSystem().getContentSummary(new Path(part.folder())).getLength();
        ShardSource source = new ShardSource(lake.spark().sessionState().newHadoopConf(), made, part);
        long batches = part.allRows() / BATCH_ROWS;
        long starts = 0;
        double reading;
        try (Batches<SequenceBatch> stream = source.open(0, 1, BATCH_ROWS, 1)) {
            stream.next();
            long before = THREADS.getCurrentThreadCpuTime();
            for (long i = 0; i < batches; i++) {
                for (boolean start : stream.next().starts()) {
                    starts += start ? 1 : 0;
                }
            }
            reading = (THREADS.getCurrentThreadCpuTime() - before) / 1e6 / batches;
        }
        say(
                "%7d %7d %7d %8d %7.3f %12.3f %12.1f %s %.2f%n",
                options.context(),
                options.overlap(),
                part.allRows(),
                part.windows(),
                made.padding(part),
                1 - (double) (part.windows() + starts) / part.tokens(),
                (double) bytes / part.windows(),
                seconds,
                reading);
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    /** Elapsed seconds, and CPU seconds of the process. */
    private static final class Clock {

        private final long started = System.nanoTime();
        private final long cpu = cpu();

        double seconds() {
            return (System.nanoTime() - started) / 1e9;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f s (%.1f CPU s)", seconds(), (cpu() - cpu) / 1e9);
        }

        private static long cpu() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }
    }
}
