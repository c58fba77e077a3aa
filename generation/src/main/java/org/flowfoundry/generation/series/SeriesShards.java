package org.flowfoundry.generation.series;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.Lake;

/**
 * Training data as Parquet files that workers read: shard s in the folder {@code shard=s}. The shape of a series is the number
 * of its class, and its length.
 *
 * @param rows of each shard
 */
record SeriesShards(String folder, List<Long> rows) implements Serializable {

    private static final StructType ROW = new StructType()
            .add("shard", DataTypes.IntegerType, false)
            .add("places", DataTypes.createArrayType(DataTypes.FloatType, false), false)
            .add("spreads", DataTypes.createArrayType(DataTypes.FloatType, false), false)
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false), false);

    SeriesShards {
        rows = List.copyOf(rows);
    }

    /**
     * Writes the shards of series; each goes where the hash of its values says.
     *
     * @param count of shards
     */
    static SeriesShards write(Lake lake, Dataset<Row> series, List<SeriesClass> classes, String folder, int count) {
        Map<String, Integer> numbers = new HashMap<>();
        classes.forEach(one -> numbers.put(one.label(), numbers.size()));
        List<SeriesCodec> codecs = classes.stream().map(SeriesClass::codec).toList();
        Dataset<Row> examples = series.withColumn(
                        "shard",
                        pmod(xxhash64(col("label"), col("values")), lit(count)).cast("int"))
                .repartition(count, col("shard"))
                .map(
                        (MapFunction<Row, Row>) row -> {
                            TrafficSeries one = SeriesTables.series(row);
                            int label = numbers.get(one.label());
                            SeriesExample example = SeriesExample.of(one, codecs.get(label), label);
                            return RowFactory.create(
                                    row.getInt(row.fieldIndex("shard")),
                                    boxed(example.places()),
                                    boxed(example.spreads()),
                                    new Integer[] {label, example.length()});
                        },
                        Encoders.row(ROW));
        examples.write().mode("overwrite").partitionBy("shard").parquet(folder);
        Long[] rows = new Long[count];
        Arrays.fill(rows, 0L);
        for (Row row : lake.spark()
                .read()
                .parquet(folder)
                .groupBy("shard")
                .agg(count(lit(1)))
                .collectAsList()) {
            rows[row.getInt(0)] = row.getLong(1);
        }
        return new SeriesShards(folder, List.of(rows));
    }

    private static Object[] boxed(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toArray();
    }

    long total() {
        return rows.stream().mapToLong(Long::longValue).sum();
    }
}
