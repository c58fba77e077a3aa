package org.flowfoundry.core.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
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

    private static final TableSpec OTHER = new TableSpec("other", TableFormat.DELTA, "A host", TABLE.columns());

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
    void replacingTheRowsOfAKeyLeavesTheOthersOfTheSamePartitions(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        Map<String, String> h1 = Map.of("host", "h'1\\");
        String mine = "r\"h'1\\\"";
        assertThat(lake.replaceRows(TABLE, rows(spark, "('a', '2024-01-01', " + mine + ", 1)"), PartitionRange.ALL, h1))
                .isEqualTo(1);
        Dataset<Row> others = rows(spark, "('a', '2024-01-01', 'h2', 2), ('a', '2024-01-02', 'h2', 3)");
        assertThat(lake.replaceRows(TABLE, others, PartitionRange.ALL, Map.of("host", "h2")))
                .isEqualTo(2);

        long rows = lake.replaceRows(
                TABLE,
                rows(spark, "('a', '2024-01-01', " + mine + ", 4), ('a', '2024-01-01', " + mine + ", 5)"),
                PartitionRange.of(List.of("a"), "2024-01-01"),
                h1);
        lake.replaceRows(TABLE, others.where("false"), PartitionRange.days("2024-01-02"), Map.of("host", "h2"));

        assertThat(rows).isEqualTo(2);
        assertThat(text(lake.read(TABLE)))
                .containsExactlyInAnyOrder("[a,2024-01-01,h'1\\,4]", "[a,2024-01-01,h'1\\,5]", "[a,2024-01-01,h2,2]");
    }

    @Test
    void rowsOfAnotherKeyAreRefused(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        Dataset<Row> other = rows(spark, "('a', '2024-01-01', 'h2', 2)");

        assertThatThrownBy(() -> lake.replaceRows(TABLE, other, PartitionRange.ALL, Map.of("host", "h1")))
                .hasMessageContaining("host = 'h1'");
        assertThatThrownBy(() -> lake.replaceRows(TABLE, other, PartitionRange.ALL, Map.of("flows", "1")))
                .hasMessageContaining("No columns of text in table host_series: [flows]");
        assertThat(lake.read(TABLE).count()).isZero();
        lake.replace(OTHER, other, PartitionRange.ALL, TableFormat.PARQUET);
        assertThatThrownBy(() -> lake.replaceRows(OTHER, other, PartitionRange.ALL, Map.of("host", "h2")))
                .isInstanceOf(UserException.class)
                .hasMessage("Table 'other' in lake '" + lake.uri() + "' is stored as parquet, which cannot replace some"
                        + " of the rows of a day: remove the table's folder, and it will be made as delta");
    }

    @Test
    void commentsLieInTheParquetFilesThemselves(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        lake.replace(TABLE, rows(spark, "('a', '2024-01-01', 'h1', 1)"), PartitionRange.ALL, TableFormat.PARQUET);

        StructType schema = spark.read().parquet(lake.location(TABLE)).schema();
        assertThat(schema.apply("host").getComment().get()).isEqualTo("The host's address");
    }

    @Test
    void aKilledReplacementIsFinishedByOneOfOtherDates(SparkSession spark) throws IOException {
        Lake lake = Lake.open(spark, folder.toString());
        lake.replace(
                TABLE,
                rows(
                        spark,
                        "('a', '2024-01-01', 'old', 1), ('a', '2024-01-02', 'old', 2), ('a', '2024-01-03', 'old', 3)"),
                PartitionRange.ALL,
                TableFormat.PARQUET);
        killSwap(
                lake,
                rows(spark, "('a', '2024-01-01', 'new', 4), ('a', '2024-01-02', 'new', 5)"),
                "date=2024-01-0[12]");

        assertThat(lake.exists(TABLE)).isFalse();
        assertThatThrownBy(() -> lake.read(TABLE))
                .isInstanceOf(UserException.class)
                .hasMessage("Table 'host_series' in lake '" + lake.uri() + "' is being replaced, or the run that"
                        + " replaced it was killed: wait for that run, or finish it with `flowfoundry features`");
        Dataset<Row> thirdDay = rows(spark, "('a', '2024-01-03', 'new', 6)");
        PartitionRange third = PartitionRange.days("2024-01-03");
        assertThatThrownBy(() -> lake.replace(TABLE, thirdDay, third, TableFormat.DELTA))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is stored as parquet, not as delta");
        lake.replace(TABLE, thirdDay, third, TableFormat.PARQUET);

        assertThat(text(lake.read(TABLE)))
                .containsExactlyInAnyOrder("[a,2024-01-01,new,4]", "[a,2024-01-02,new,5]", "[a,2024-01-03,new,6]");
        assertThat(folder.resolve("_flowfoundry/staging")).isEmptyDirectory();
        assertThat(folder.resolve("_flowfoundry/swap")).isEmptyDirectory();
    }

    /** Stages rows in the place of some partitions, and is killed with half of the table's files gone. */
    private void killSwap(Lake lake, Dataset<Row> rows, String replaced) throws IOException {
        Path staging = folder.resolve("_flowfoundry/staging/host_series-killed");
        rows.to(TABLE.schema()).write().partitionBy("domain", "date").parquet(staging.toString());
        ParquetSwap swap = new ParquetSwap(
                "host_series-killed", files(folder.resolve("host_series"), replaced), files(staging, "date=.*"));
        int enoughForTheFirstDay = 6;
        ParquetSwaps swaps = new ParquetSwaps(
                new KilledFileSystem(lake.fileSystem(), enoughForTheFirstDay),
                new org.apache.hadoop.fs.Path(lake.uri()),
                TABLE.name());
        assertThatThrownBy(() -> swaps.perform(swap)).isInstanceOf(KilledFileSystem.Killed.class);
        assertThat(files(folder.resolve("host_series"), replaced)).hasSize(1);
    }

    private static List<String> files(Path root, String partition) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".parquet")
                            && file.getParent().getFileName().toString().matches(partition))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void partitionsThatNoOneSaidAreWholeAreNotTakenForATable(TableFormat format, SparkSession spark)
            throws IOException {
        Lake lake = Lake.open(spark, folder.toString());
        lake.prepare();
        Files.createDirectories(folder.resolve("host_series/domain=a/date=2024-01-01"));

        assertThatThrownBy(() ->
                        lake.replace(TABLE, rows(spark, "('a', '2024-01-02', 'h1', 1)"), PartitionRange.ALL, format))
                .isInstanceOf(UserException.class)
                .hasMessage("'" + lake.location(TABLE) + "' holds partitions, but neither a Delta log nor the file"
                        + " _SUCCESS that says that a Parquet table is whole: remove the folder, and make the table again,"
                        + " all dates of it");
    }

    @Test
    void aFullDiskInATaskIsAUserError(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        Dataset<Row> rows = rows(spark, "('a', '2024-01-01', 'h1', 1)");
        Dataset<Row> failing = rows.map(
                (MapFunction<Row, Row>) row -> {
                    throw new IOException("No space left on device");
                },
                Encoders.row(rows.schema()));

        assertThatThrownBy(() -> lake.replace(TABLE, failing, PartitionRange.ALL, TableFormat.PARQUET))
                .isInstanceOf(UserException.class)
                .hasMessage("Cannot replace rows of table 'host_series' in lake '" + lake.uri()
                        + "': No space left on device. No reader sees half of it; make room, in the lake and in Spark's"
                        + " local folders (spark.local.dir), or get write permission, and run it again");
        assertThat(lake.exists(TABLE)).isFalse();
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
