package org.flowfoundry.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(WithSpark.class)
class ParquetBatchWriterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
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

    @Test
    void aBatchOfOtherColumnsIsRefused() throws IOException {
        try (ParquetBatchWriter writer = create(folder.resolve("f.parquet"), ParquetOptions.defaults())) {
            ColumnBatch other = new ColumnBatch(1, List.of(ColumnType.INT.allocate("other", 1)));

            assertThatThrownBy(() -> writer.write(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The batch has columns [other], the file [int_1, int_2, ");
        }
    }

    @Test
    void selectedRowsAreWrittenInTheirOrder(SparkSession spark) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        ColumnBatch batch = SampleBatches.batch(10);
        new SampleBatches(3).fill(batch, 10, rows);
        Path file = folder.resolve("f.parquet");
        try (ParquetBatchWriter writer = create(file, ParquetOptions.defaults())) {
            writer.write(batch, new int[] {7, 2, 2, 9, 0}, 3);
            assertThat(writer.rows()).isEqualTo(3);
            writer.finish();
        }
        assertThat(read(spark, file, true)).isEqualTo(List.of(rows.get(7), rows.get(2), rows.get(2)));
    }

    @Test
    void aFileWithoutRowsIsAFile(SparkSession spark) throws IOException {
        Path file = folder.resolve("f.parquet");
        try (ParquetBatchWriter writer = create(file, ParquetOptions.defaults())) {
            assertThat(writer.finish().statistics()).startsWith("{\"numRecords\":0,");
        }
        assertThat(read(spark, file, true)).isEmpty();
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
