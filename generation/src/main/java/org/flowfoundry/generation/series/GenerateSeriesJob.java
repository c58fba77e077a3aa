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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableState;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Source;
import org.flowfoundry.generation.series.SeriesTraining.Trained;
import org.flowfoundry.training.registry.ModelVersion;

/**
 * {@code generate --kind series}: writes the table {@code series} from packets or windows, trains a diffusion of it on the
 * executors, registers that, and writes series that it makes into {@code synthetic_series}.
 */
public final class GenerateSeriesJob {

    private final Lake lake;
    private final GenerateSeriesOptions options;
    private final Progress progress;

    private GenerateSeriesJob(Lake lake, GenerateSeriesOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    public static GenerateSeriesResult run(SparkSession spark, GenerateSeriesOptions options, Progress progress) {
        return new GenerateSeriesJob(Lake.open(spark, options.lake()), options, progress).run();
    }

    private GenerateSeriesResult run() {
        progress.stage("reading series");
        Dataset<Row> series = series();
        if (series.isEmpty()) {
            throw GenerationErrors.noSeries(lake.uri(), options.source().name().toLowerCase(Locale.ROOT));
        }
        String dataVersion =
                TableState.of(lake, SeriesTables.SERIES, options.range()).version();
        List<SeriesClass> classes = SeriesFit.classes(series);
        requireLabels(classes);
        Trained trained = new SeriesTraining(lake, options, progress).train(series, classes, dataVersion);
        ModelVersion version = SeriesRegistration.register(lake, options, series, trained);
        return generate(trained, version);
    }

    /** Before hours go into a model. */
    private void requireLabels(List<SeriesClass> classes) {
        List<String> known = classes.stream().map(SeriesClass::label).toList();
        for (String label : options.labels()) {
            if (!known.contains(label)) {
                throw GenerationErrors.unknownLabel(label, known);
            }
        }
    }

    /** Those of the source, written before they are read; other sources' rows in the table stay as they are. */
    private Dataset<Row> series() {
        String source = options.source().name().toLowerCase(Locale.ROOT);
        if (options.source() != Source.SERIES) {
            int steps = options.training().steps();
            Dataset<Row> made = options.source() == Source.PACKETS
                    ? PacketSeries.of(lake.read(IngestTables.FLOWS, options.range()), steps)
                    : WindowSeries.of(lake.read(HostSeries.TABLE, options.range()), steps);
            lake.replaceRows(SeriesTables.SERIES, made, options.range(), Map.of("source", source));
        }
        Dataset<Row> all = lake.read(SeriesTables.SERIES, options.range());
        return options.source() == Source.SERIES ? all : all.where(col("source").equalTo(lit(source)));
    }

    private GenerateSeriesResult generate(Trained trained, ModelVersion version) {
        progress.stage("generating series");
        String run = runName(version);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String domain = String.join(",", version.card().data().domains());
        Dataset<Row> made = SyntheticSeries.of(
                lake.spark(),
                SavedSeriesModel.read(version),
                SeriesDraws.of(trained.description(), options.labels(), options.seed()),
                options.sampling(),
                options.rows(),
                new SyntheticSeries.Origin(domain, Date.valueOf(today), version.name(), version.version(), run));
        PartitionRange partition = new PartitionRange(List.of(domain), today, today);
        long rows = lake.replaceRows(
                SeriesTables.SYNTHETIC, made, partition, Map.of("generator", version.name(), "run", run));
        return result(trained, version, run, rows, lake.read(SeriesTables.SYNTHETIC, partition));
    }

    private String runName(ModelVersion version) {
        Sampling sampling = options.sampling();
        return String.join(
                " ",
                version.version(),
                sampling.method().name().toLowerCase(Locale.ROOT),
                Integer.toString(sampling.steps()),
                Double.toString(sampling.guidance()),
                Long.toString(options.seed()));
    }

    private GenerateSeriesResult result(
            Trained trained, ModelVersion version, String run, long rows, Dataset<Row> written) {
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
                trained.series(),
                trained.result().bestParameters().length,
                version.card().metrics().get("training_loss"),
                rows,
                residual.isNullAt(0) ? null : residual.getDouble(0),
                byLabel);
    }
}
