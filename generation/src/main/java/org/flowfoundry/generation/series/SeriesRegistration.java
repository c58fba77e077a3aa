package org.flowfoundry.generation.series;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.generation.series.SeriesTraining.Trained;
import org.flowfoundry.training.engine.TrainingRound;
import org.flowfoundry.training.registry.ModelCard;
import org.flowfoundry.training.registry.ModelCard.TrainingData;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;

/** Registers a model of series with its card. */
final class SeriesRegistration {

    private static final List<String> LIMITS = List.of(
            "It makes series like those it learned from: of other networks, days and applications it knows nothing.",
            "Values are those that the training series have at the step in the class; it makes no others.",
            "Nothing keeps it from making a series that it learned from: compare before you give its series away.");

    private SeriesRegistration() {}

    static ModelVersion register(Lake lake, GenerateSeriesOptions options, Dataset<Row> series, Trained trained) {
        SavedSeriesModel model =
                new SavedSeriesModel(trained.description(), trained.result().bestParameters());
        return new ModelRegistry(lake).publish(options.name(), card(options, series, trained), model.files());
    }

    private static ModelCard card(GenerateSeriesOptions options, Dataset<Row> series, Trained trained) {
        return new ModelCard(
                SeriesDescription.KIND,
                null,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                null,
                data(series, trained),
                Map.of("test", "none was kept aside: choose domains and dates that others do not test with"),
                options.seed(),
                trained.result().bestParameters().length,
                settings(options, trained),
                metrics(trained),
                LIMITS);
    }

    private static TrainingData data(Dataset<Row> series, Trained trained) {
        Row days = series.selectExpr("min(date)", "max(date)").head();
        List<String> domains = series.select("domain").distinct().sort("domain").limit(1000).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        return new TrainingData(
                SeriesTables.SERIES.name(),
                trained.dataVersion(),
                domains,
                String.valueOf(days.get(0)),
                String.valueOf(days.get(1)),
                0,
                trained.series());
    }

    private static Map<String, String> settings(GenerateSeriesOptions options, Trained trained) {
        GenerateSeriesOptions.Training training = options.training();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("form", training.form().name().toLowerCase(Locale.ROOT));
        settings.put("steps", Integer.toString(trained.description().config().steps()));
        settings.put("classes", Integer.toString(trained.description().classes().size()));
        settings.put("width", Integer.toString(training.width()));
        settings.put("blocks", Integer.toString(training.blocks()));
        settings.put("updates", Long.toString(trained.result().steps()));
        settings.put("workers", Integer.toString(trained.result().workers()));
        settings.put("batch_rows", Integer.toString(training.batchRows()));
        settings.put("learning_rate", Double.toString(training.learningRate()));
        settings.put("average_decay", Double.toString(training.averageDecay()));
        return settings;
    }

    private static Map<String, Double> metrics(Trained trained) {
        List<TrainingRound> rounds = trained.result().rounds();
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("training_loss", rounds.get(rounds.size() - 1).trainingLoss());
        return metrics;
    }
}
