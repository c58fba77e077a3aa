package org.flowfoundry.core.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(WithSpark.class)
class LakeTest {

    private static final TableSpec TABLE = TableSpec.of(
            "host_series",
            TableFormat.PARQUET,
            "A host",
            "The day",
            List.of(
                    new ColumnSpec("host", DataTypes.StringType, "The host's address"),
                    new ColumnSpec("flows", DataTypes.LongType, "Its flows")));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void replaceChangesItsPartitionsAndNoOthers(TableFormat format, SparkSession spark) {
        Lake lake = Lake.open(spark, folder.resolve("new lake/ü%20:x").toString());
        assertThat(lake.replace(
                        TABLE,
                        rows(
                                spark,
                                "('a/b', '2024-01-01', 'h1', 1), ('a/b', '2024-01-02', 'h2', 2), ('007', '2024-01-01', 'h3', 3)"),
                        PartitionRange.ALL,
                        format))
                .isEqualTo(3);
        assertThat(lake.format(TABLE)).isEqualTo(format);

        // Of the first domain's two days one gets other rows, the other becomes empty.
        long rows = lake.replace(
                TABLE,
                rows(spark, "('a/b', '2024-01-01', 'h4', 4), ('a/b', '2024-01-01', 'h5', 5)"),
                PartitionRange.of(List.of("a/b"), "2024-01-01..2024-01-05"),
                format);

        assertThat(rows).isEqualTo(2);
        assertThat(text(lake.read(TABLE)))
                .containsExactlyInAnyOrder("[a/b,2024-01-01,h4,4]", "[a/b,2024-01-01,h5,5]", "[007,2024-01-01,h3,3]");
        assertThat(lake.read(TABLE).schema()).isEqualTo(TABLE.schema());
        assertThat(text(lake.read(TABLE, PartitionRange.of(List.of("007"), null))))
                .hasSize(1);
        assertThat(lake.tables()).containsExactly("host_series");
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void replacingByNothingEmptiesTheRange(TableFormat format, SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        lake.replace(
                TABLE,
                rows(spark, "('a', '2024-01-01', 'h1', 1), ('a', '2024-01-02', 'h2', 2)"),
                PartitionRange.ALL,
                format);

        assertThat(lake.replace(
                        TABLE,
                        rows(spark, "('a', '2024-01-01', 'h1', 1)").where("false"),
                        PartitionRange.days("2024-01-01"),
                        format))
                .isZero();

        assertThat(text(lake.read(TABLE))).containsExactly("[a,2024-01-02,h2,2]");
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void rowsOutsideTheRangeAreRefused(TableFormat format, SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        lake.replace(TABLE, rows(spark, "('a', '2024-01-01', 'h1', 1)"), PartitionRange.ALL, format);

        assertThatThrownBy(() -> lake.replace(
                        TABLE, rows(spark, "('a', '2024-01-02', 'h2', 2)"), PartitionRange.days("2024-01-01"), format))
                .hasMessageContaining("2024-01-0");
        assertThat(text(lake.read(TABLE))).containsExactly("[a,2024-01-01,h1,1]");
    }

    @Test
    void commentsLieInTheParquetFilesThemselves(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        lake.replace(TABLE, rows(spark, "('a', '2024-01-01', 'h1', 1)"), PartitionRange.ALL, TableFormat.PARQUET);

        StructType schema = spark.read().parquet(lake.location(TABLE)).schema();
        assertThat(schema.apply("host").getComment().get()).isEqualTo("The host's address");
    }

    @Test
    void aKilledSwapLeavesNoTableAndTheSameRunMendsIt(SparkSession spark) throws IOException {
        Lake lake = Lake.open(spark, folder.toString());
        Dataset<Row> rows = rows(spark, "('a', '2024-01-01', 'h1', 1), ('a', '2024-01-02', 'h2', 2)");
        lake.replace(TABLE, rows, PartitionRange.ALL, TableFormat.PARQUET);
        // As a run leaves it that is killed after it removed the mark and one partition.
        Files.delete(folder.resolve("host_series/_SUCCESS"));
        lake.fileSystem().delete(new org.apache.hadoop.fs.Path(lake.location(TABLE), "domain=a/date=2024-01-01"), true);

        assertThat(lake.exists(TABLE)).isFalse();
        lake.replace(TABLE, rows, PartitionRange.ALL, TableFormat.PARQUET);
        assertThat(text(lake.read(TABLE))).containsExactlyInAnyOrder("[a,2024-01-01,h1,1]", "[a,2024-01-02,h2,2]");
        assertThat(folder.resolve("_flowfoundry/staging")).isEmptyDirectory();
    }

    @Test
    void anotherFormatIsRefused(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        Dataset<Row> rows = rows(spark, "('a', '2024-01-01', 'h1', 1)");
        lake.replace(TABLE, rows, PartitionRange.ALL, TableFormat.PARQUET);

        assertThatThrownBy(() -> lake.replace(TABLE, rows, PartitionRange.ALL, TableFormat.DELTA))
                .isInstanceOf(UserException.class)
                .hasMessage("Table 'host_series' in lake '" + lake.uri() + "' is stored as parquet, not as delta: use"
                        + " --table-format parquet, or remove the table's folder first");
    }

    @Test
    void aMissingTableIsNamedWithTheCommandThatMakesIt(SparkSession spark) {
        Lake absent = Lake.open(spark, folder.resolve("absent").toString());
        assertThatThrownBy(() -> absent.read(TABLE))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("There is no lake at '" + absent.uri() + "': check --lake");
        Lake lake = Lake.open(spark, folder.toString());
        assertThatThrownBy(() -> lake.read(TABLE))
                .isInstanceOf(UserException.class)
                .hasMessage("No table 'host_series' in lake '" + lake.uri()
                        + "', which is empty: run `flowfoundry features` first");
        new DeltaTables(lake).createIfAbsent(IngestTables.FLOWS);
        assertThatThrownBy(() -> lake.read(TABLE))
                .hasMessage("No table 'host_series' in lake '" + lake.uri()
                        + "'; there are flows: run `flowfoundry features` first");
    }

    @Test
    void aFolderThatHoldsOtherThingsIsNoLake(SparkSession spark) throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "text");
        Lake lake = Lake.open(spark, folder.toString());

        assertThatThrownBy(lake::prepare)
                .isInstanceOf(UserException.class)
                .hasMessage("Folder '" + lake.uri() + "' is no lake, and holds other things (thesis.tex): name an empty"
                        + " or a new folder with --lake, so that nothing gets mixed");
        Lake file = Lake.open(spark, folder.resolve("thesis.tex").toString());
        assertThatThrownBy(file::prepare)
                .isInstanceOf(UserException.class)
                .hasMessage("Lake '" + file.uri() + "' is a file: a lake is a folder; name another with --lake");
    }

    @Test
    void aPreparedLakeMayHoldOtherThingsLater(SparkSession spark) throws IOException {
        Lake lake = Lake.open(spark, folder.toString());
        lake.prepare();
        Files.writeString(folder.resolve("notes.txt"), "text");

        lake.prepare();

        assertThat(folder.resolve("_flowfoundry")).isEmptyDirectory();
    }

    @Test
    void aPlaceThatCannotBeWrittenSaysSo(SparkSession spark) {
        // No one, not even root, makes folders here.
        Lake lake = Lake.open(spark, "/proc/lake");

        assertThatThrownBy(lake::prepare)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Cannot write to 'file:/proc/lake': ")
                .hasMessageEndingWith("make room or get write permission, and run it again");
    }

    @Test
    void badLocationsAreUsageErrors(SparkSession spark) {
        assertThatThrownBy(() -> Lake.open(spark, " "))
                .isInstanceOf(UsageException.class)
                .hasMessage("No lake is named: say where it lies, as in --lake /data/lake");
        assertThatThrownBy(() -> Lake.open(spark, "gopher://host/lake"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Lake 'gopher://host/lake' cannot be opened: No FileSystem for scheme \"gopher\". Name a local"
                                + " folder, or a URI whose scheme Spark has a file system for (file:, hdfs:, s3a:, ...)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with blank", "ümläut", "per%20cent", "colon:x", "a,b=c[d]{e}"})
    void namesAreTakenLiterally(String name, SparkSession spark) {
        Lake lake = Lake.open(spark, folder.resolve(name).toString());
        lake.replace(TABLE, rows(spark, "('a', '2024-01-01', 'h1', 1)"), PartitionRange.ALL, TableFormat.PARQUET);

        assertThat(folder.resolve(name).resolve("host_series/_SUCCESS")).exists();
        assertThat(text(lake.read(TABLE))).hasSize(1);
        assertThat(Lake.open(spark, lake.uri()).exists(TABLE)).isTrue();
    }

    @Test
    void relativePathsAreResolved(SparkSession spark) {
        assertThat(Lake.open(spark, "some/../lake").uri())
                .isEqualTo("file:" + Path.of("lake").toAbsolutePath());
    }

    private static Dataset<Row> rows(SparkSession spark, String values) {
        return spark.sql("SELECT flows, host, CAST(date AS DATE) AS date, domain FROM VALUES " + values
                + " AS t(domain, date, host, flows)");
    }

    private static List<String> text(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }
}
