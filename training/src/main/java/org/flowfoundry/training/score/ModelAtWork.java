package org.flowfoundry.training.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.training.sequence.SeriesFeature;
import scala.reflect.ClassTag$;

/**
 * A model that the executors have: each loads it once, when a task first needs it. Datasets made with it can be used until it
 * is closed.
 */
public final class ModelAtWork implements AutoCloseable {

    /** Name of the column that {@link #features} adds. */
    public static final String FEATURES = "features";

    /** Name of the column that {@link #scores} adds. */
    public static final String SCORE = "score";

    private static final int BATCH_ROWS = 64;

    private final Broadcast<LoadedModel> model;
    private final List<String> columns;
    private final int batchRows;

    private ModelAtWork(Broadcast<LoadedModel> model, List<String> columns, int batchRows) {
        this.model = model;
        this.columns = columns;
        this.batchRows = batchRows;
    }

    /** Sends a model to the executors. */
    public static ModelAtWork on(SparkSession spark, LoadedModel model) {
        return on(
                spark,
                model,
                model.features().stream().map(SeriesFeature::column).toList(),
                BATCH_ROWS);
    }

    /**
     * Sends a model to the executors.
     *
     * @param columns that hold the model's features, in its order
     * @param batchRows rows of tokens that it reads at once
     */
    static ModelAtWork on(SparkSession spark, LoadedModel model, List<String> columns, int batchRows) {
        return new ModelAtWork(send(spark, model), columns, batchRows);
    }

    /** The model where tasks can take it; to be destroyed by the caller. */
    public static Broadcast<LoadedModel> send(SparkSession spark, LoadedModel model) {
        return spark.sparkContext().broadcast(model, ClassTag$.MODULE$.<LoadedModel>apply(LoadedModel.class));
    }

    /**
     * The rows, in another order, with the column {@value #SCORE}: a struct of what {@link ScoreTables#SCORES} says of windows.
     *
     * @param windows with domain, host, window_start and the model's features; of each host all windows that count as history
     * @param partitions that the hosts are put into
     */
    public Dataset<Row> scores(Dataset<Row> windows, int partitions) {
        return scores(windows, SCORE, partitions);
    }

    /** Likewise with a column of another name. */
    Dataset<Row> scores(Dataset<Row> windows, String column, int partitions) {
        return new Inference(model, columns, new ScoreOutput(model), batchRows).apply(windows, column, partitions);
    }

    /** Likewise with the column {@value #FEATURES}: array of float, the groups of {@link WindowFeatures#groups}. */
    public Dataset<Row> features(Dataset<Row> windows, int partitions) {
        return new Inference(model, columns, new FeatureOutput(), batchRows).apply(windows, FEATURES, partitions);
    }

    /** How surprising windows are, of rows that {@link #scores} gave. */
    public static SurpriseTable surprises(Dataset<Row> scores) {
        double[] shares = IntStream.rangeClosed(0, SurpriseTable.STEPS)
                .mapToDouble(i -> i / (double) SurpriseTable.STEPS)
                .toArray();
        Column surprise = col(SCORE + ".surprise");
        List<Double> quantiles = scores.agg(percentile_approx(surprise, lit(shares), lit(10 * SurpriseTable.STEPS)))
                .head()
                .getList(0);
        return new SurpriseTable(
                quantiles.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public void close() {
        model.destroy();
    }
}
