package org.flowfoundry.training.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.registry.ModelRegistry;

/**
 * From {@code host_series} to {@code scores}: what a model makes of each host window, given the windows of the host before it,
 * those of the day before the range among them. Each run replaces the rows of its model in exactly the partitions asked for.
 *
 * <p>Cost: the columns that the model reads, shuffled once by host; one pass of the network over about twice the tokens that
 * there are windows of hosts with more of them than its context, and as many as there are of all others.
 */
public final class ScoreJob {

    private ScoreJob() {}

    public static ScoreResult run(SparkSession spark, ScoreOptions options, Progress progress) {
        Lake lake = Lake.open(spark, options.lake());
        progress.stage("loading the model");
        LoadedModel model = LoadedModel.of(new ModelRegistry(lake).resolve(options.model()));
        progress.stage("reading host series");
        Series series = Series.open(lake, options.range(), model);
        progress.stage("scoring");
        try (ModelAtWork atWork = ModelAtWork.on(spark, model)) {
            Dataset<Row> scores = atWork.scores(series.rows(), series.partitions())
                    .where(options.range().condition())
                    .select(columns(model));
            long written = lake.replaceRows(ScoreTables.SCORES, scores, options.range(), Map.of("model", model.name()));
            progress.update(written, -1, 1);
            long positives = positives(lake.read(ScoreTables.SCORES, options.range()), model);
            return new ScoreResult(model.name() + ":" + model.version(), model.task(), written, positives);
        }
    }

    private static long positives(Dataset<Row> scores, LoadedModel model) {
        if (model.head() == null || model.head().classes().size() != 2) {
            return 0;
        }
        String lookedFor = model.head().classes().get(1);
        return scores.where(
                        col("model").equalTo(model.name()).and(col("prediction").equalTo(lookedFor)))
                .count();
    }

    private static Column[] columns(LoadedModel model) {
        Stream<Column> keys = Stream.of(
                col("domain"),
                col("date"),
                col("host"),
                col("window_start"),
                lit(model.encoder().windowSeconds()).as("window_seconds"),
                lit(model.name()).as("model"),
                lit(model.version()).as("version"),
                lit(model.task()).cast("string").as("task"));
        Stream<Column> values = Stream.of(ScoreOutput.TYPE.fieldNames())
                .map(name -> col(ModelAtWork.SCORE + "." + name).as(name));
        return Stream.concat(keys, values).toArray(Column[]::new);
    }
}
