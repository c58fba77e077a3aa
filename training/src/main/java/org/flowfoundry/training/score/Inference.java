package org.flowfoundry.training.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.training.sequence.SeriesFeature;

/**
 * Lets a model read host windows, host by host in order of time: one shuffle of the rows, one instance of the model per
 * executor. A task holds some rows of tokens and the windows in them, however long a host's series is.
 */
final class Inference {

    /** Names that no table has, for what the rows are sorted by. */
    private static final String HASH = "_hash";

    private static final String START = "_start";
    private static final String CARRIED = "_row";

    private final Broadcast<LoadedModel> model;
    private final List<String> featureColumns;
    private final WindowOutput output;
    private final int batchRows;

    /**
     * @param featureColumns the columns that hold the model's features, in its order
     * @param batchRows rows of tokens that the model reads at once
     */
    Inference(Broadcast<LoadedModel> model, List<String> featureColumns, WindowOutput output, int batchRows) {
        this.model = model;
        this.featureColumns = List.copyOf(featureColumns);
        this.output = output;
        this.batchRows = batchRows;
    }

    /**
     * The rows with one more column, in another order; columns keep their comments.
     *
     * @param windows with domain, host, window_start and the features; of each host all windows that count as its history
     * @param column name of the new column
     * @param partitions that the hosts are put into
     */
    Dataset<Row> apply(Dataset<Row> windows, String column, int partitions) {
        List<SeriesFeature> features = model.value().features();
        StructType result = windows.schema().add(column, output.type());
        MapPartitionsFunction<Row, Row> read = reader(features, model, output, batchRows);
        return windows.select(sortable(windows))
                .repartition(partitions, col(HASH))
                .sortWithinPartitions(HASH, "domain", "host", START)
                .mapPartitions(read, Encoders.row(result))
                // The encoder of rows knows no comments.
                .to(result);
    }

    /** Of arguments only: what goes to the executors. */
    private static MapPartitionsFunction<Row, Row> reader(
            List<SeriesFeature> features, Broadcast<LoadedModel> model, WindowOutput output, int batchRows) {
        return rows -> new InferenceIterator(rows, features, model, output, batchRows);
    }

    /** As {@link org.flowfoundry.training.sequence.SeriesWindows#read} takes rows; the row itself is the last column. */
    private Column[] sortable(Dataset<Row> windows) {
        List<Column> columns = new ArrayList<>(List.of(
                xxhash64(col("domain"), col("host")).as(HASH),
                col("domain"),
                col("host"),
                unix_seconds(col("window_start")).as(START)));
        featureColumns.forEach(feature -> columns.add(col(feature).cast("double")));
        columns.add(struct(Arrays.stream(windows.columns())
                        .map(name -> col("`" + name + "`"))
                        .toArray(Column[]::new))
                .as(CARRIED));
        return columns.toArray(Column[]::new);
    }
}
