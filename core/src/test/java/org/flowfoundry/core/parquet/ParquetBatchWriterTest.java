package org.flowfoundry.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(WithSpark.class)
class ParquetBatchWriterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void sparkReadsEveryRowBack(long seed, SparkSession spark) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ParquetOptions options = new ParquetOptions(
                CompressionCodecName.ZSTD, 1, 1 + random.nextInt(700), 1 + random.nextInt(3000), 1 << 20);
        SampleBatches samples = new SampleBatches(seed);
        List<List<Object>> expected = new ArrayList<>();
        Path file = folder.resolve("f.parquet");
        try (ParquetBatchWriter writer = create(file, options)) {
            for (int b = 0; b < 4; b++) {
                ColumnBatch batch = SampleBatches.batch(1500);
                samples.fill(batch, random.nextInt(1500), expected);
                writer.write(batch);
            }
            WrittenFile written = writer.finish();
            assertThat(written.rows()).isEqualTo(expected.size());
            assertThat(written.bytes()).isEqualTo(Files.size(file));
        }
        for (boolean vectorised : new boolean[] {true, false}) {
            assertThat(read(spark, file, vectorised)).isEqualTo(expected);
        }
    }

    private static ParquetBatchWriter create(Path file, ParquetOptions options) {
        return ParquetBatchWriter.create(new LocalOutputFile(file), SampleBatches.COLUMNS, options);
    }

    private static List<List<Object>> read(SparkSession spark, Path file, boolean vectorised) {
        spark.conf().set("spark.sql.parquet.enableVectorizedReader", vectorised);
        spark.conf().set("spark.sql.parquet.enableNestedColumnVectorizedReader", vectorised);
        try {
            return spark.read().parquet(file.toString()).collectAsList().stream()
                    .map(ParquetBatchWriterTest::values)
                    .toList();
        } finally {
            spark.conf().unset("spark.sql.parquet.enableVectorizedReader");
            spark.conf().unset("spark.sql.parquet.enableNestedColumnVectorizedReader");
        }
    }

    private static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
            Object value = row.get(i);
            if (value instanceof Date date) {
                values.add((int) date.toLocalDate().toEpochDay());
            } else if (value instanceof Timestamp time) {
                values.add(Math.addExact(
                        Math.multiplyExact(Math.floorDiv(time.getTime(), 1000L), 1_000_000L), time.getNanos() / 1000));
            } else if (value instanceof byte[] bytes) {
                values.add(HexFormat.of().formatHex(bytes));
            } else if (value instanceof scala.collection.Map<?, ?>) {
                values.add(row.getJavaMap(i));
            } else {
                values.add(value);
            }
        }
        return values;
    }
}
