package org.flowfoundry.training.pretrain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.pretrain.Publication.Subject;
import org.flowfoundry.training.registry.ModelCard.TrainingData;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.score.ModelAtWork;
import org.flowfoundry.training.score.SurpriseTable;
import org.flowfoundry.training.sequence.Sequences;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.sequence.Split.Part;

/** Registers what a pre-training on host series came to. */
final class Registration {

    private static final double ENOUGH_WINDOWS = 50_000;

    private static final List<String> LIMITS = List.of(
            "It knows traffic like that of the networks and days it was trained on; judge it on others before you use it there.",
            "Attacks that were common in the training data are not surprising to it.",
            "Its probabilities are of bins: values within a bin are not told apart.");

    private final Lake lake;
    private final PretrainOptions options;
    private final SeriesTable table;
    private final Progress progress;

    Registration(Lake lake, PretrainOptions options, SeriesTable table, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.table = table;
        this.progress = progress;
    }

    ModelVersion register(SeriesEncoder encoder, Sequences sequences, TrainingResult trained) {
        progress.stage("registering the model");
        SequenceModel model = new SequenceModel(options.model(), encoder);
        Split split = options.data().split();
        Map<String, FileContent> files = new LinkedHashMap<>(SavedModel.files(
                new SavedModel.Description(options.model(), encoder, split), model.layout(), trained.bestParameters()));
        files.putAll(surprises(encoder, trained.bestParameters()));
        String kind = options.model().kind().name().toLowerCase(Locale.ROOT);
        Map<String, String> settings = new LinkedHashMap<>(Settings.of("model.", options.model()));
        settings.putAll(Settings.of("targets.", options.targets()));
        settings.put("bins", Integer.toString(options.data().bins()));
        settings.put(
                "features",
                encoder.features().stream().map(one -> one.feature().column()).collect(Collectors.joining(", ")));
        Map<String, Double> metrics =
                Map.of("validation_windows", (double) sequences.validation().windows());
        return new Publication(lake, options, progress)
                .publish(
                        files,
                        new Subject(kind, data(sequences), Publication.split(split), settings, metrics, LIMITS),
                        trained);
    }

    /** How surprising the validation hosts' windows are to the model. */
    private Map<String, FileContent> surprises(SeriesEncoder encoder, float[] parameters) {
        Split split = options.data().split();
        LoadedModel model = new LoadedModel(
                options.name(), "unregistered", options.model(), encoder, split, parameters, null, null, null);
        Dataset<Row> windows = validationWindows(model);
        try (ModelAtWork atWork = ModelAtWork.on(lake.spark(), model)) {
            int partitions = lake.spark().sparkContext().defaultParallelism();
            SurpriseTable surprises = ModelAtWork.surprises(atWork.scores(windows, partitions));
            return Map.of(SurpriseTable.FILE, out -> StrictJson.write(out, surprises));
        }
    }

    /** Those of all validation hosts, or where these are many of as many hosts as will do. */
    private Dataset<Row> validationWindows(LoadedModel model) {
        Column[] columns = Stream.concat(
                        Stream.of("domain", "host", "window_start"),
                        model.features().stream().map(SeriesFeature::column))
                .map(name -> col(name))
                .toArray(Column[]::new);
        double expected = table.windows() * model.split().validationHosts();
        long parts = (long) Math.ceil(expected / ENOUGH_WINDOWS);
        return table.rows()
                .where(model.split().condition(Part.VALIDATION))
                .where(pmod(xxhash64(col("host"), col("domain")), lit(Math.max(1, parts)))
                        .equalTo(lit(0)))
                .select(columns);
    }

    private TrainingData data(Sequences sequences) {
        Row days = table.rows()
                .where(options.data().split().condition(Part.TRAINING))
                .agg(min(to_date(col("window_start"))), max(to_date(col("window_start"))))
                .head();
        TreeSet<String> domains = new TreeSet<>();
        table.rows().select("domain").distinct().collectAsList().forEach(row -> domains.add(row.getString(0)));
        return new TrainingData(
                "host_series",
                sequences.version(),
                List.copyOf(domains),
                String.valueOf(days.get(0)),
                String.valueOf(days.get(1)),
                table.windowSeconds(),
                sequences.training().windows());
    }
}
