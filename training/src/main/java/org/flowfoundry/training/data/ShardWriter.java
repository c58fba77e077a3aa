package org.flowfoundry.training.data;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;

/** Writes training examples as shards: a folder each with one sorted Parquet file of small row groups. */
public final class ShardWriter {

    /** As they are decoded. Small, so that shuffling by row groups mixes well and a worker holds little. */
    private static final int ROW_GROUP_BYTES = 4 << 20;

    private static final int MOST_ROWS_UNCHECKED = 100;

    private ShardWriter() {}

    /**
     * Writes rows with the columns {@code shard} and {@code place}.
     *
     * @param shards how many there are
     * @param rowBytes of an average row, as it is decoded
     * @param target a folder that is made
     * @param folders columns that become levels of folders below the shards' folders
     */
    public static void write(Dataset<?> rows, int shards, int rowBytes, String target, String... folders) {
        String[] levels =
                Stream.concat(Stream.of("shard"), Arrays.stream(folders)).toArray(String[]::new);
        Column[] order = Stream.concat(Arrays.stream(levels), Stream.of("place"))
                .map(name -> col(name))
                .toArray(Column[]::new);
        DataFrameWriter<?> writer = rows.repartition(shards, col("shard"))
                .sortWithinPartitions(order)
                .write()
                .partitionBy(levels);
        parquet(writer, rowBytes).parquet(target);
    }

    private static DataFrameWriter<?> parquet(DataFrameWriter<?> writer, int rowBytes) {
        int unchecked = Math.min(MOST_ROWS_UNCHECKED, Math.max(1, ROW_GROUP_BYTES / rowBytes));
        return writer.option("compression", "zstd")
                // One page per column and group, without a dictionary, so that the limit is one of decoded bytes.
                .option("parquet.block.size", ROW_GROUP_BYTES)
                .option("parquet.page.size", ROW_GROUP_BYTES)
                .option("parquet.enable.dictionary", false)
                .option("parquet.page.size.row.check.min", unchecked)
                .option("parquet.page.size.row.check.max", unchecked);
    }
}
