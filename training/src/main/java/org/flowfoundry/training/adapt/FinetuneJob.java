package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * From a pre-trained model and a few labels to a model that decides. Labels are drawn among the windows that the model was
 * trained on, and everything that is chosen, is chosen among them. With labels of validation hosts it is only measured; those
 * of test hosts and of the test period are not looked at.
 */
public final class FinetuneJob {

    private static final long WINDOWS_PER_PARTITION = 50_000;
    private static final int MOST_PARTITIONS = 100_000;

    private final Lake lake;
    private final FinetuneOptions options;
    private final Progress progress;

    private FinetuneJob(Lake lake, FinetuneOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    public static FinetuneResult run(SparkSession spark, FinetuneOptions options, Progress progress) {
        return new FinetuneJob(Lake.open(spark, options.lake()), options, progress).run();
    }

    private FinetuneResult run() {
        progress.stage("loading the model");
        ModelVersion parent = new ModelRegistry(lake).resolve(options.from());
        LoadedModel base = LoadedModel.of(parent);
        SeriesTable table = SeriesTable.open(lake, options.range(), base.features());
        table.check(base.encoder());
        progress.stage("labels");
        Dataset<Row> labels = options.task()
                .labels(LabelRequest.of(
                        lake, options.range(), base.encoder(), base.split().testStart(), options.labels()));
        Dataset<Row> learned = labels.where(base.split().condition(Part.TRAINING));
        Shots shots = Shots.draw(learned, options.task().name(), options.shots(), options.seed());
        Dataset<Row> series = columns(table.rows(), base);
        WindowReader reader = new WindowReader(
                lake.spark(), series.where(base.split().condition(Part.TRAINING)), partitions(table), options.seed());
        Adaptation.Adapted adapted = new Adaptation(lake, options, progress).adapt(base, shots, reader);
        progress.stage("validation hosts");
        Validation validation = Validation.of(
                adapted.model(),
                series.where(base.split().condition(Part.VALIDATION)),
                labels.where(base.split().condition(Part.VALIDATION)),
                partitions(table));
        if (validation.warning() != null) {
            progress.note("'" + options.name() + "': " + validation.warning());
        }
        Map<String, Double> metrics = new LinkedHashMap<>(adapted.metrics());
        metrics.putAll(validation.metrics());
        progress.stage("registering the model");
        ModelVersion version =
                new Registration(lake, options, parent).register(adapted.model(), validation, shots, metrics, table);
        return new FinetuneResult(
                version.id(), parent.id(), options.task().name(), shots.drawn(), shots.availableByClass(), metrics);
    }

    private static Dataset<Row> columns(Dataset<Row> rows, LoadedModel model) {
        Stream<String> keys = Stream.of("domain", "host", "window_start");
        Stream<String> features = model.features().stream().map(SeriesFeature::column);
        return rows.select(Stream.concat(keys, features).map(name -> col(name)).toArray(Column[]::new));
    }

    private int partitions(SeriesTable table) {
        int cores = lake.spark().sparkContext().defaultParallelism();
        return (int) Math.max(cores, Math.min(table.windows() / WINDOWS_PER_PARTITION, MOST_PARTITIONS));
    }
}
