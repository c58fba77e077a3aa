package org.flowfoundry.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Columns that begin with values that repeat, and go on with more distinct ones than a dictionary takes. */
@ExtendWith(WithSpark.class)
class DictionaryOverflowTest {

    private static final int PAGE = 32_768;
    private static final int PAGES = 12;

    @TempDir
    Path folder;

    @Test
    void longsGoOnAsDeltas(SparkSession spark) throws IOException {
        LongColumn column = new LongColumn("c", PAGE);
        assertThat(write(ColumnType.LONG, column, (c, i) -> column.set(c, value(i) * 1_000_003L)))
                .contains(Encoding.RLE_DICTIONARY, Encoding.DELTA_BINARY_PACKED);
        check(spark, row -> row.getLong(0), i -> value(i) * 1_000_003L);
    }

    @Test
    void intsGoOnPlain(SparkSession spark) throws IOException {
        IntColumn column = new IntColumn("c", PAGE);
        assertThat(write(ColumnType.INT, column, (c, i) -> column.set(c, -value(i))))
                .contains(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
        check(spark, row -> row.getInt(0), i -> -value(i));
    }

    @Test
    void addressesGoOnPlain(SparkSession spark) throws IOException {
        AddressColumn column = new AddressColumn("c", PAGE);
        assertThat(write(ColumnType.ADDRESS, column, (c, i) -> column.setIpv4(c, value(i) * 7)))
                .contains(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
        check(spark, row -> row.getString(0), i -> IpAddresses.ipv4Text(value(i) * 7));
    }

    @Test
    void textsGoOnPlain(SparkSession spark) throws IOException {
        TextColumn column = new TextColumn("c", PAGE);
        assertThat(write(ColumnType.TEXT, column, (c, i) -> column.set(c, "a text of some length " + value(i))))
                .contains(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
        check(spark, row -> row.getString(0), i -> "a text of some length " + value(i));
    }

    /** The first two pages repeat few values, the others bring a new one with each row. */
    private static int value(int i) {
        return i < 2 * PAGE ? i % 100 : i;
    }

    private Set<Encoding> write(ColumnType type, Column column, RowSetter setter) throws IOException {
        ColumnBatch batch = new ColumnBatch(PAGE, List.of(column));
        Path file = folder.resolve("f.parquet");
        try (ParquetBatchWriter writer = ParquetBatchWriter.create(
                new LocalOutputFile(file), List.of(new ColumnDefinition("c", type, "")), ParquetOptions.defaults())) {
            for (int i = 0; i < PAGES * PAGE; i++) {
                setter.set(batch.rows(), i);
                batch.endRow();
                if (batch.isFull()) {
                    writer.write(batch);
                    batch.clear();
                }
            }
            writer.finish();
        }
        try (ParquetFileReader reader = new ParquetFileReader(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            ColumnChunkMetaData chunk =
                    reader.getRowGroups().get(0).getColumns().get(0);
            assertThat(chunk.getValueCount()).isEqualTo(PAGES * PAGE);
            return chunk.getEncodings();
        }
    }

    private void check(SparkSession spark, Function<Row, Object> read, IntFunction<Object> expected) {
        List<Row> rows =
                spark.read().parquet(folder.resolve("f.parquet").toString()).collectAsList();
        assertThat(rows).hasSize(PAGES * PAGE);
        for (int i = 0; i < rows.size(); i++) {
            if (!read.apply(rows.get(i)).equals(expected.apply(i))) {
                assertThat(read.apply(rows.get(i))).as("row " + i).isEqualTo(expected.apply(i));
            }
        }
    }

    private interface RowSetter {
        void set(int row, int i);
    }
}
