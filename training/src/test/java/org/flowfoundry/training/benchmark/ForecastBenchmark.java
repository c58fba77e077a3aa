package org.flowfoundry.training.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * How well the next window of a host is forecast, {@code --lake FOLDER --domain NAME --test-from TIME}: pre-trained networks
 * against XGBoost on lags, a Markov chain, persistence, the same time of the day before, and the marginal. All are fitted to
 * the same windows, have the same bins and the same hosts to stop early by; the windows tested are later than
 * all of them. Prints a table for hosts that were never seen and one for those that were.
 */
public final class ForecastBenchmark {

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("lake", ""),
            Map.entry("domain", ""),
            Map.entry("test-from", ""),
            Map.entry("test-hosts", "0.2"),
            Map.entry("seeds", "1"),
            Map.entry("methods", "transformer,gru,plain,simple,xgboost,points"),
            Map.entry("steps", "0"),
            Map.entry("epochs", "12"),
            Map.entry("dropout", "0.1"),
            Map.entry("decay", "0.05"),
            Map.entry("average", "0.98"),
            Map.entry("rate", "0.002"),
            Map.entry("threads", "1"));

    private final Arguments options;
    private final Lake lake;
    private final SeriesEncoder encoder;
    private final Sequences sequences;
    private final HostWindows windows;

    private ForecastBenchmark(Arguments options, Lake lake) {
        this.options = options;
        this.lake = lake;
        PartitionRange range = new PartitionRange(List.of(options.text("domain").split(",")), null, null);
        Split split = new Split(options.text("test-from"), options.number("test-hosts"), 0.1, 1);
        SeriesTable table = SeriesTable.open(lake, range, SeriesFeatures.DEFAULT);
        this.encoder = EncoderFit.fit(
                table,
                table.rows().where(split.condition(Part.TRAINING)),
                SeriesFeatures.DEFAULT,
                EncoderFit.DEFAULT_BINS,
                Progress.SILENT);
        int context = ModelSize.SMALL.config(Kind.TRANSFORMER).context();
        this.sequences = SequenceJob.run(
                lake,
                table,
                SeriesFeatures.DEFAULT,
                new SequenceOptions(range, split, context, context / 2, 8),
                Progress.SILENT);
        this.windows = HostWindows.load(table, SeriesFeatures.DEFAULT, split);
    }

    public static void main(String[] args) throws Exception {
        Arguments options = Arguments.of(args, OPTIONS);
        SparkSession spark = LakeSession.configure(SparkSession.builder().master("local[1]"))
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4")
                .getOrCreate();
        new ForecastBenchmark(options, Lake.open(spark, options.text("lake"))).run();
        spark.stop();
    }

    private void run() throws Exception {
        say(
                "%d windows to learn from, %d to stop early by, %d to forecast%n",
                windows.training().length, windows.validation().length, windows.tested().length);
        Map<String, List<Forecasts>> methods = new LinkedHashMap<>();
        for (String kind : List.of("transformer", "gru", "plain")) {
            if (options.has("methods", kind)) {
                methods.put(kind, networks(kind));
            }
        }
        if (options.has("methods", "xgboost")) {
            long started = cpu();
            boolean points = options.has("methods", "points");
            methods.put(
                    "xgboost",
                    List.of(new BoostedForecasts(windows, encoder, options.integer("threads"), points, Progress.SILENT)
                            .forecast()));
            say("xgboost: %.0f CPU s%n", (cpu() - started) / 1e9);
        }
        if (options.has("methods", "simple")) {
            SimpleForecasts simple = new SimpleForecasts(windows, encoder);
            methods.put("markov", List.of(simple.markov()));
            methods.put("persistence", List.of(simple.persistence()));
            methods.put("seasonal", List.of(simple.seasonal()));
            methods.put("marginal", List.of(simple.marginal()));
        }
        ForecastReport.print("hosts never seen", methods, Part.TEST);
        ForecastReport.print("hosts seen before", methods, Part.TRAINING);
    }

    private List<Forecasts> networks(String kind) throws IOException {
        List<Forecasts> forecasts = new ArrayList<>();
        for (int seed = 1; seed <= options.integer("seeds"); seed++) {
            long started = cpu();
            ModelConfig config = config(kind);
            TrainingResult trained = Pretrained.train(
                    lake,
                    config,
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
            NativeEngine engine = NativeEngine.open(List.of(), options.integer("threads"));
            forecasts.add(NetworkForecasts.of(windows, config, encoder, trained.bestParameters(), engine));
        }
        return forecasts;
    }

    private ModelConfig config(String kind) {
        ModelConfig size = ModelSize.SMALL.config(kind.equals("gru") ? Kind.GRU : Kind.TRANSFORMER);
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
                !kind.equals("plain"));
    }

    private TrainingPlan plan(int seed) {
        return new TrainingPlan(
                options.integer("steps"),
                options.number("epochs"),
                32,
                1,
                seed,
                new Optimization(
                        options.number("rate"),
                        0.05,
                        0,
                        options.number("decay"),
                        0.98,
                        1,
                        options.number("average")),
                Synchronization.gradients(),
                0,
                1,
                0,
                5,
                new Resources(1, options.integer("threads"), 600));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
