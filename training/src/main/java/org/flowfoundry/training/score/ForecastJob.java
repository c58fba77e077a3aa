package org.flowfoundry.training.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.SeriesWindows;

/**
 * From {@code host_series} to {@code forecasts}: the next windows of each host that was active in the day before, by futures
 * drawn from the model. A run replaces the forecasts that its model made at times of the same day, in the same domains.
 */
public final class ForecastJob {

    private static final List<String> DEFAULT_FEATURES =
            List.of("bytes_out", "bytes_in", "flows_as_source", "flows_as_destination");

    private static final Duration HISTORY = Duration.ofDays(2);

    private final Lake lake;
    private final ForecastOptions options;
    private final LoadedModel model;
    private final Progress progress;

    private ForecastJob(Lake lake, ForecastOptions options, LoadedModel model, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.model = model;
        this.progress = progress;
    }

    public static ForecastResult run(SparkSession spark, ForecastOptions options, Progress progress) {
        Lake lake = Lake.open(spark, options.lake());
        progress.stage("loading the model");
        LoadedModel model = LoadedModel.of(new ModelRegistry(lake).resolve(options.model()));
        return new ForecastJob(lake, options, model, progress).run();
    }

    private ForecastResult run() {
        int[] features = features();
        progress.stage("reading host series");
        Instant issued = issued();
        LocalDate day = LocalDate.ofInstant(issued, ZoneOffset.UTC);
        LocalDate from = LocalDate.ofInstant(issued.minus(HISTORY), ZoneOffset.UTC);
        PartitionRange range = new PartitionRange(options.domains(), from.plusDays(1), day);
        requireWindows(range, issued);
        Series series = Series.open(lake, range, model);
        Dataset<Row> before = series.rows()
                .where(col("window_start")
                        .geq(lit(issued.minus(HISTORY)))
                        .and(col("window_start").lt(lit(issued))));
        progress.stage("forecasting");
        ForecastPlan plan = new ForecastPlan(
                issued.getEpochSecond(),
                model.encoder().windowSeconds(),
                options.horizon(),
                options.samples(),
                features,
                options.leastWindows(),
                options.seed());
        long written = write(before, series.partitions(), plan, day);
        progress.update(written, -1, 1);
        long perHost = (long) options.horizon() * features.length;
        return new ForecastResult(model.name() + ":" + model.version(), issued.toString(), written / perHost, written);
    }

    private long write(Dataset<Row> windows, int partitions, ForecastPlan plan, LocalDate day) {
        Broadcast<LoadedModel> sent = ModelAtWork.send(lake.spark(), model);
        try {
            List<SeriesFeature> features = new ArrayList<>(model.features());
            MapPartitionsFunction<Row, Row> forecast = rows -> new ForecastIterator(rows, features, sent, plan);
            Dataset<Row> forecasts = SeriesWindows.sorted(windows, features, partitions)
                    .mapPartitions(forecast, Encoders.row(ForecastIterator.ROW));
            PartitionRange range = new PartitionRange(options.domains(), day, day);
            return lake.replaceRows(
                    ScoreTables.FORECASTS, forecasts.select(columns(plan, day)), range, Map.of("model", model.name()));
        } finally {
            sent.destroy();
        }
    }

    private Column[] columns(ForecastPlan plan, LocalDate day) {
        Timestamp issued = Timestamp.from(Instant.ofEpochSecond(plan.issued()));
        Column start = col("horizon")
                .minus(lit(1))
                .multiply(lit(plan.windowSeconds()))
                .plus(lit(plan.issued()))
                .cast("timestamp");
        Stream<Column> added = Stream.of(
                lit(Date.valueOf(day)).as("date"),
                lit(issued).as("issued_at"),
                start.as("window_start"),
                lit(plan.windowSeconds()).as("window_seconds"),
                lit(model.name()).as("model"),
                lit(model.version()).as("version"));
        Stream<Column> drawn = Stream.of(ForecastIterator.ROW.fieldNames()).map(name -> col(name));
        return Stream.concat(added, drawn).toArray(Column[]::new);
    }

    /** The time asked for, or the end of the last window; windows begin at multiples of their length. */
    private Instant issued() {
        long length = model.encoder().windowSeconds();
        if (options.at() != null) {
            return Instant.ofEpochSecond(Math.floorDiv(options.at().getEpochSecond(), length) * length);
        }
        PartitionRange range = new PartitionRange(options.domains(), null, null);
        Row last = lake.read(HostSeries.TABLE, range).agg(max("window_start")).head();
        if (last.isNullAt(0)) {
            throw TrainingErrors.nothingToForecastFrom(lake.uri(), range, null, SeriesTable.domains(lake));
        }
        return last.getTimestamp(0).toInstant().plusSeconds(length);
    }

    private void requireWindows(PartitionRange range, Instant issued) {
        Dataset<Row> before =
                lake.read(HostSeries.TABLE, range).where(col("window_start").lt(lit(issued)));
        if (before.isEmpty()) {
            throw TrainingErrors.nothingToForecastFrom(lake.uri(), range, issued, SeriesTable.domains(lake));
        }
    }

    private int[] features() {
        List<String> read = model.features().stream().map(SeriesFeature::column).toList();
        List<String> asked = options.features().isEmpty()
                ? DEFAULT_FEATURES.stream().filter(read::contains).toList()
                : options.features();
        for (String feature : asked) {
            if (!read.contains(feature)) {
                throw TrainingErrors.notForecast(feature, read);
            }
        }
        return asked.isEmpty()
                ? IntStream.range(0, read.size()).toArray()
                : asked.stream().mapToInt(read::indexOf).toArray();
    }
}
