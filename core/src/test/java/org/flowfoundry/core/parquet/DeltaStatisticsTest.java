package org.flowfoundry.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.io.LocalOutputFile;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.column.DoubleColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaStatisticsTest {

    @TempDir
    Path folder;

    @Test
    void timesAreFlooredAndCeiledToMilliseconds() throws IOException {
        LongColumn times = new LongColumn("c", 3);
        times.set(0, -1);
        times.set(2, 1_709_164_800_000_001L);

        JsonNode statistics = statistics(ColumnType.TIMESTAMP, times, 3);

        assertThat(statistics.get("numRecords").asLong()).isEqualTo(3);
        assertThat(statistics.at("/minValues/c").asText()).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(statistics.at("/maxValues/c").asText()).isEqualTo("2024-02-29T00:00:00.001Z");
        assertThat(statistics.at("/nullCount/c").asLong()).isEqualTo(1);
        assertThat(statistics.get("tightBounds").asBoolean()).isTrue();
    }

    @Test
    void timesThatFourDigitYearsCannotSayHaveNoBounds() throws IOException {
        LongColumn times = new LongColumn("c", 2);
        times.set(0, Long.MIN_VALUE);
        times.set(1, Long.MAX_VALUE);

        JsonNode statistics = statistics(ColumnType.TIMESTAMP, times, 2);

        assertThat(statistics.get("minValues")).isEmpty();
        assertThat(statistics.get("maxValues")).isEmpty();
        assertThat(statistics.at("/nullCount/c").asLong()).isZero();
    }

    @Test
    void daysAreWrittenAsDates() throws IOException {
        IntColumn days = new IntColumn("c", 1);
        days.set(0, 19_782);

        assertThat(statistics(ColumnType.DATE, days, 1).at("/minValues/c").asText())
                .isEqualTo("2024-02-29");
    }

    @Test
    void longTextIsCutSoThatItStillBounds() throws IOException {
        String grin = "\uD83D\uDE00";
        TextColumn texts = new TextColumn("c", 2);
        texts.set(0, grin.repeat(31) + "ab");
        texts.set(1, grin.repeat(31) + "bc");

        JsonNode statistics = statistics(ColumnType.TEXT, texts, 2);

        assertThat(statistics.at("/minValues/c").asText()).isEqualTo(grin.repeat(31) + "a");
        assertThat(statistics.at("/maxValues/c").asText()).isEqualTo(grin.repeat(31) + "b\uDBFF\uDFFF");
    }

    @Test
    void textThatNoCutCanBoundHasNoMaximum() throws IOException {
        TextColumn texts = new TextColumn("c", 1);
        texts.set(0, "\uDBFF\uDFFF".repeat(40));

        JsonNode statistics = statistics(ColumnType.TEXT, texts, 1);

        assertThat(statistics.get("minValues")).hasSize(1);
        assertThat(statistics.get("maxValues")).isEmpty();
    }

    @Test
    void allNullColumnsHaveOnlyTheirCount() throws IOException {
        JsonNode statistics = statistics(ColumnType.ADDRESS, ColumnType.ADDRESS.allocate("c", 5), 5);

        assertThat(statistics.get("minValues")).isEmpty();
        assertThat(statistics.at("/nullCount/c").asLong()).isEqualTo(5);
    }

    @Test
    void notANumberLeavesNoBounds() throws IOException {
        DoubleColumn doubles = new DoubleColumn("c", 2);
        doubles.set(0, 1.5);
        doubles.set(1, Double.NaN);

        assertThat(statistics(ColumnType.DOUBLE, doubles, 2).get("minValues")).isEmpty();
        doubles.set(1, -0.5);
        assertThat(statistics(ColumnType.DOUBLE, doubles, 2).at("/minValues/c").asDouble())
                .isEqualTo(-0.5);
    }

    private JsonNode statistics(ColumnType type, Column column, int rows) throws IOException {
        ColumnBatch batch = new ColumnBatch(column.capacity(), List.of(column));
        for (int i = 0; i < rows; i++) {
            batch.endRow();
        }
        Path file = folder.resolve(System.nanoTime() + ".parquet");
        // Small groups and pages, so that bounds are merged.
        ParquetOptions options = new ParquetOptions(ParquetOptions.defaults().codec(), 1, 1, 2, 1 << 20);
        try (ParquetBatchWriter writer = ParquetBatchWriter.create(
                new LocalOutputFile(file), List.of(new ColumnDefinition("c", type, "")), options)) {
            writer.write(batch);
            return new ObjectMapper().readTree(writer.finish().statistics());
        }
    }
}
