package org.flowfoundry.generation.series;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Form;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;

/** Writes series that a model makes into {@code synthetic_series}, in one commit, in the place of those of the same run. */
final class GenerateSeriesJob {

    private final Lake lake;
    private final GenerateSeriesOptions options;
    private final ModelVersion version;
    private final SavedSeriesModel model;

    private GenerateSeriesJob(Lake lake, GenerateSeriesOptions options) {
        this.lake = lake;
        this.options = options;
        this.version = new ModelRegistry(lake).resolve(options.generator());
        this.model = SavedSeriesModel.read(version);
    }

    static GenerateSeriesResult run(Lake lake, GenerateSeriesOptions options, Progress progress) {
        GenerateSeriesJob job = new GenerateSeriesJob(lake, options);
        job.requireLabels();
        progress.stage("Generating series");
        return job.generate();
    }

    private void requireLabels() {
        List<String> known = model.description().labels();
        for (String label : options.labels()) {
            if (!known.contains(label)) {
                throw GenerationErrors.unknownLabel(label, known);
            }
        }
    }

    private GenerateSeriesResult generate() {
        String run = runName();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String domain = String.join(",", version.card().data().domains());
        Dataset<Row> made = SyntheticSeries.of(
                lake.spark(),
                model,
                SeriesDraws.of(model.description(), options.labels(), options.seed()),
                options.sampling(),
                options.rows(),
                new SyntheticSeries.Origin(domain, Date.valueOf(today), version.name(), version.version(), run));
        PartitionRange partition = new PartitionRange(List.of(domain), today, today);
        long rows = lake.replaceRows(
                SeriesTables.SYNTHETIC, made, partition, Map.of("generator", version.name(), "run", run));
        return result(run, rows, lake.read(SeriesTables.SYNTHETIC, partition));
    }

    private String runName() {
        Sampling sampling = options.sampling();
        String how = model.description().network().form() == Form.TOKENS
                ? "tokens"
                : sampling.method().name().toLowerCase(Locale.ROOT) + " " + sampling.steps();
        String labels = options.labels().isEmpty()
                ? "all"
                : options.labels().stream().sorted().collect(Collectors.joining(","));
        return String.join(
                " ",
                version.version(),
                how,
                Double.toString(sampling.guidance()),
                Long.toString(options.seed()),
                Long.toString(options.rows()),
                labels);
    }

    private GenerateSeriesResult result(String run, long rows, Dataset<Row> written) {
        Dataset<Row> own = written.where(
                col("generator").equalTo(lit(version.name())).and(col("run").equalTo(lit(run))));
        Map<String, Long> byLabel = new TreeMap<>();
        for (Row row : own.groupBy("label").agg(count(lit(1))).collectAsList()) {
            byLabel.put(row.getString(0), row.getLong(1));
        }
        Row residual = own.agg(avg("residual")).head();
        return new GenerateSeriesResult(
                version.name(),
                version.version(),
                run,
                version.card().data().windows(),
                model.parameters().length,
                version.card().metrics().get("training_loss"),
                version.card().metrics().get("validation_loss"),
                rows,
                residual.isNullAt(0) ? null : residual.getDouble(0),
                byLabel);
    }
}
