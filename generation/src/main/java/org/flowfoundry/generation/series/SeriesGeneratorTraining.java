package org.flowfoundry.generation.series;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Form;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Source;
import org.flowfoundry.generation.shard.TokenShards;
import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.pretrain.PretrainJob;
import org.flowfoundry.training.pretrain.PretrainResult;
import org.flowfoundry.training.pretrain.Pretraining;
import org.flowfoundry.training.pretrain.Publication;
import org.flowfoundry.training.pretrain.Publication.Subject;
import org.flowfoundry.training.pretrain.Settings;
import org.flowfoundry.training.pretrain.Workspace;
import org.flowfoundry.training.registry.ModelCard.TrainingData;
import org.flowfoundry.training.registry.ModelVersion;

/**
 * From packets, windows or sessions to a registered generator of such series.
 *
 * @param <B> a mini-batch of the generator's form
 */
final class SeriesGeneratorTraining<B> implements Pretraining<B> {

    private static final List<String> LIMITS = List.of(
            "It makes series like those it learned from: of other networks, days and applications it knows nothing.",
            "Nothing keeps it from making a series that it learned from: compare before you give its series away.");

    private static final String ONLY_LEVELS =
            "Values are those that the training series have at the step in the class; it makes no others.";

    private static final int LEAST_SERIES = 50;

    /** Labels that a message names. */
    private static final int MOST_TOLD = 100;

    private final Lake lake;
    private final SeriesGeneratorOptions options;
    private final Progress progress;
    private final Dataset<Row> series;
    private SeriesDescription description;
    private TokenShards shards;

    private SeriesGeneratorTraining(Lake lake, SeriesGeneratorOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
        progress.stage("Reading series");
        this.series = series(lake, options);
    }

    /**
     * Trains to the end, or goes on.
     *
     * @param labels that the generator will be asked for: whether it can know them is seen before hours go into it
     */
    static PretrainResult run(Lake lake, SeriesGeneratorOptions options, List<String> labels, Progress progress) {
        SeriesGeneratorTraining<?> training = new SeriesGeneratorTraining<>(lake, options, progress);
        training.require(labels);
        return PretrainJob.run(lake, options, training, progress);
    }

    private void require(List<String> labels) {
        for (String label : labels) {
            if (series.where(col("label").equalTo(lit(label))).isEmpty()) {
                List<String> known =
                        series.select("label").distinct().sort("label").limit(MOST_TOLD).collectAsList().stream()
                                .map(row -> row.getString(0))
                                .toList();
                throw GenerationErrors.unknownLabel(label, known);
            }
        }
    }

    /** Those of the source, written before they are read; other sources' rows in the table stay as they are. */
    private static Dataset<Row> series(Lake lake, SeriesGeneratorOptions options) {
        String source = options.source().name().toLowerCase(Locale.ROOT);
        if (options.source() != Source.SERIES) {
            int steps = options.model().steps();
            Dataset<Row> made = options.source() == Source.PACKETS
                    ? PacketSeries.of(lake.read(IngestTables.FLOWS, options.range()), steps)
                    : WindowSeries.of(lake.read(HostSeries.TABLE, options.range()), steps);
            lake.replaceRows(SeriesTables.SERIES, made, options.range(), Map.of("source", source));
        }
        Dataset<Row> all = lake.read(SeriesTables.SERIES, options.range());
        Dataset<Row> own = options.source() == Source.SERIES
                ? all
                : all.where(col("source").equalTo(lit(source)));
        long found = own.limit(LEAST_SERIES).count();
        if (found == 0) {
            throw GenerationErrors.noSeries(lake.uri(), source);
        }
        if (found < LEAST_SERIES) {
            throw GenerationErrors.tooFewSeries(found, LEAST_SERIES);
        }
        return own;
    }

    @Override
    public void prepare(Workspace workspace, int shardCount, int workers) {
        description = workspace.encoder(SeriesDescription.class, () -> new SeriesFit(series)
                .describe(options.model(), options.data().seed()));
        shards = new SeriesShards(lake, series, description, options.data(), shardCount).run(progress);
        for (TokenShards.Part part : List.of(shards.training(), shards.validation())) {
            for (int worker = 0; worker < workers; worker++) {
                int first = worker;
                long own = IntStream.range(0, part.rows().size())
                        .filter(shard -> shard % workers == first)
                        .mapToLong(shard -> part.rows().get(shard))
                        .sum();
                if (own == 0) {
                    throw GenerationErrors.tooFewSeriesForWorkers(trainingRows() + validationRows(), workers);
                }
            }
        }
    }

    @Override
    public long trainingRows() {
        return shards.training().allRows();
    }

    @Override
    public long validationRows() {
        return shards.validation().allRows();
    }

    @Override
    @SuppressWarnings("unchecked") // B is what the description's network learns, whichever it is
    public TrainingProgram<B> program(int validationBatches) {
        return new SeriesProgram<>(
                description,
                (SeriesNetwork<?, B>) description.network(),
                shards,
                new SerializableConfiguration(lake.spark().sessionState().newHadoopConf()),
                options.training().batchRows(),
                validationBatches,
                options.training().seed());
    }

    @Override
    public ModelVersion register(TrainingResult trained) {
        progress.stage("Registering the generator");
        Map<String, String> split = new LinkedHashMap<>();
        split.put("validation", String.valueOf(options.data().validation()));
        split.put("seed", String.valueOf(options.data().seed()));
        Map<String, String> settings = new LinkedHashMap<>(Settings.of("model.", options.model()));
        settings.put("source", options.source().name().toLowerCase(Locale.ROOT));
        Map<String, Double> metrics = Map.of("validation_series", (double) validationRows());
        List<String> limits =
                options.model().form() == Form.TOKENS ? LIMITS : List.of(LIMITS.get(0), ONLY_LEVELS, LIMITS.get(1));
        return new Publication(lake, options, progress)
                .publish(
                        new SavedSeriesModel(description, trained.bestParameters()).files(),
                        new Subject(SeriesDescription.KIND, data(), split, settings, metrics, limits),
                        trained);
    }

    private TrainingData data() {
        Row days = series.selectExpr("min(date)", "max(date)").head();
        List<String> domains = series.select("domain").distinct().sort("domain").limit(1000).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        return new TrainingData(
                SeriesTables.SERIES.name(),
                shards.version(),
                domains,
                String.valueOf(days.get(0)),
                String.valueOf(days.get(1)),
                0,
                trainingRows());
    }

    @Override
    public PretrainResult.Examples examples() {
        return new PretrainResult.Examples("series", trainingRows(), validationRows());
    }
}
