package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.decision.Head;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.registry.ModelCard;
import org.flowfoundry.training.registry.ModelCard.TrainingData;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.score.SurpriseTable;
import org.flowfoundry.training.sequence.SeriesTable;

/** Registers an adapted model with its card. */
final class Registration {

    private static final List<String> LIMITS = List.of(
            "It learned from the labels counted below, of these networks and days; attacks of other kinds may pass it.",
            "Probabilities follow the class mix estimated from unlabelled windows of the training hosts; where classes are"
                    + " mixed otherwise, their order still holds, their size does not.",
            "Metrics named cv_ come from the labels themselves, whose classes are evenly mixed; those named"
                    + " validation_hosts_ from hosts that nothing was learned or chosen with.");

    private final Lake lake;
    private final FinetuneOptions options;
    private final ModelVersion parent;

    Registration(Lake lake, FinetuneOptions options, ModelVersion parent) {
        this.lake = lake;
        this.options = options;
        this.parent = parent;
    }

    ModelVersion register(
            LoadedModel model, Validation validation, Shots shots, Map<String, Double> metrics, SeriesTable table) {
        SavedModel.Description description = new SavedModel.Description(model.config(), model.encoder(), model.split());
        SequenceModel network = new SequenceModel(model.config(), model.encoder());
        Map<String, FileContent> files =
                new LinkedHashMap<>(SavedModel.files(description, network.layout(), model.parameters()));
        files.put(Head.FILE, out -> StrictJson.write(out, model.head()));
        if (validation.surprises() != null) {
            files.put(SurpriseTable.FILE, out -> StrictJson.write(out, validation.surprises()));
        }
        return new ModelRegistry(lake)
                .publish(options.name(), card(model, shots, metrics, limits(validation), table), files);
    }

    /** The warning goes first. */
    private static List<String> limits(Validation validation) {
        return Stream.concat(Stream.ofNullable(validation.warning()), LIMITS.stream())
                .toList();
    }

    private ModelCard card(
            LoadedModel model, Shots shots, Map<String, Double> metrics, List<String> limits, SeriesTable table) {
        ModelCard of = parent.card();
        return new ModelCard(
                of.kind(),
                options.task().name(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                parent.id(),
                data(table, shots),
                of.split(),
                options.seed(),
                model.parameters().length,
                settings(model.head(), shots),
                metrics,
                limits);
    }

    private TrainingData data(SeriesTable table, Shots shots) {
        Row days = table.rows()
                .agg(min(to_date(col("window_start"))), max(to_date(col("window_start"))))
                .head();
        List<String> domains =
                shots.shots().stream().map(Shot::domain).distinct().sorted().toList();
        return new TrainingData(
                "host_series",
                table.version(),
                domains,
                String.valueOf(days.get(0)),
                String.valueOf(days.get(1)),
                table.windowSeconds(),
                shots.shots().size());
    }

    private Map<String, String> settings(Head head, Shots shots) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mode", options.mode().name().toLowerCase(Locale.ROOT));
        settings.put("shots", options.shots() == Shots.ALL ? "all" : Integer.toString(options.shots()));
        shots.drawn().forEach((name, count) -> settings.put("labels " + name, Long.toString(count)));
        shots.availableByClass()
                .forEach((name, count) -> settings.put("labels available " + name, Long.toString(count)));
        for (int k = 0; k < head.mix().length; k++) {
            settings.put("estimated share " + head.classes().get(k), String.format(Locale.ROOT, "%.4f", head.mix()[k]));
        }
        settings.put("temperature", String.format(Locale.ROOT, "%.4f", head.temperature()));
        settings.put("class mix to the power", String.format(Locale.ROOT, "%.4f", head.exponent()));
        settings.put("recipe", options.recipe().describe());
        return settings;
    }
}
