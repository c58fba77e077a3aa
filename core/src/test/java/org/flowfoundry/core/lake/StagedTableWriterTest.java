package org.flowfoundry.core.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.parquet.ParquetOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedTableWriterTest {

    private static final List<ColumnDefinition> COLUMNS =
            List.of(new ColumnDefinition("value", ColumnType.LONG, "A number"));

    @TempDir
    Path folder;

    @Test
    void rowsGoToTheFilesOfTheirDays() throws IOException {
        try (StagedTableWriter writer = writer(folder)) {
            writer.write(batch(4), new int[] {0, -1, 0, 19_000});
            writer.write(batch(2), new int[] {-1, -1});
            writer.write(batch(0), new int[0]);
            writer.write(batch(3), 0);
            assertThat(writer.rows()).isEqualTo(9);

            List<StagedFile> files = writer.finish();

            assertThat(files)
                    .extracting(StagedFile::date, StagedFile::rows)
                    .containsExactlyInAnyOrder(
                            tuple("1969-12-31", 3L), tuple("1970-01-01", 5L), tuple("2022-01-08", 1L));
        }
        assertThat(parquetFiles()).hasSize(3);
    }

    @Test
    void moreDaysThanOpenFilesAreAllWritten() throws IOException {
        int days = 130;
        try (StagedTableWriter writer = writer(folder)) {
            for (int i = 0; i < 2; i++) {
                writer.write(batch(days), IntStream.range(0, days).toArray());
            }
            List<StagedFile> files = writer.finish();

            assertThat(files.stream().mapToLong(StagedFile::rows).sum()).isEqualTo(2L * days);
            assertThat(files.stream().map(StagedFile::date).distinct()).hasSize(days);
        }
    }

    @Test
    void whatIsNotFinishedIsDeleted() throws IOException {
        try (StagedTableWriter writer = writer(folder)) {
            writer.write(batch(130), IntStream.range(0, 130).toArray());
            assertThat(parquetFiles()).isNotEmpty();
        }
        assertThat(parquetFiles()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAUserError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        try (StagedTableWriter writer = writer(file)) {
            assertThatThrownBy(() -> writer.write(batch(1), 0))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("Cannot write to '" + file + "': ");
        }
    }

    @Test
    void stagedFilesAreKeptAsJson() throws IOException {
        StagedFile file = new StagedFile("domain=a%2520/date=x", "a ", "2024-01-01", 1, 2, 3, "{\"numRecords\":1}");
        ObjectMapper json = new ObjectMapper();

        assertThat(json.readValue(json.writeValueAsString(file), StagedFile.class))
                .isEqualTo(file);
    }

    private static StagedTableWriter writer(Path table) {
        return new StagedTableWriter(
                table.toString(), COLUMNS, "a b", ParquetOptions.defaults(), new Configuration(false));
    }

    private static ColumnBatch batch(int rows) {
        LongColumn values = new LongColumn("value", rows);
        ColumnBatch batch = new ColumnBatch(rows, List.of(values));
        for (int i = 0; i < rows; i++) {
            values.set(i, i);
            batch.endRow();
        }
        return batch;
    }

    private List<String> parquetFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".parquet"))
                    .toList();
        }
    }
}
