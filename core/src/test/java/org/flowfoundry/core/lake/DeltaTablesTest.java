package org.flowfoundry.core.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.parquet.ParquetOptions;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class DeltaTablesTest {

    private static final List<ColumnDefinition> COLUMNS =
            List.of(new ColumnDefinition("value", ColumnType.LONG, "A number"));
    private static final TableSpec TABLE = TableSpec.ofBatches("numbers", "A number of a day", "The day", COLUMNS);
    private static final String STRANGE = "lab a/b=ü%20'x";
    private static final LocalDate FIRST = LocalDate.of(2024, 2, 28);

    @TempDir
    Path folder;

    private SparkSession spark;
    private Lake lake;
    private DeltaTables tables;

    @BeforeEach
    void open(SparkSession session) {
        spark = session;
        lake = Lake.open(session, folder.resolve("lake ü%20").toString());
        lake.prepare();
        tables = new DeltaTables(lake);
        tables.createIfAbsent(TABLE);
    }

    @Test
    void aTableIsMadeOnceWithItsCommentsAndNoFeatureThatOthersCannotRead() {
        tables.createIfAbsent(TABLE);

        assertThat(lake.format(TABLE)).isEqualTo(TableFormat.DELTA);
        assertThat(lake.read(TABLE).schema()).isEqualTo(TABLE.schema());
        assertThat(lake.read(TABLE).schema().apply("value").getComment().get()).isEqualTo("A number");
        Row detail = spark.sql("DESCRIBE DETAIL delta.`" + lake.location(TABLE) + "`")
                .head();
        assertThat(detail.<Integer>getAs("minReaderVersion")).isEqualTo(1);
        assertThat(detail.<Integer>getAs("minWriterVersion")).isEqualTo(2);
        assertThat(detail.<String>getAs("description")).isEqualTo("A number of a day");
        assertThat(detail.getList(detail.fieldIndex("partitionColumns"))).hasToString("[domain, date]");
    }

    @Test
    void committedFilesAreTheTable() throws Exception {
        List<StagedFile> files = stage(STRANGE, 0, 1, 2);
        assertThat(lake.read(TABLE).count()).isZero();

        assertThat(tables.commit(TABLE, files, CommitOptions.once("run", 1))).isTrue();

        assertThat(files.get(0).path()).startsWith("domain=lab%20a%252F");
        assertThat(rows())
                .containsExactlyInAnyOrder(
                        STRANGE + " 2024-02-28 0", STRANGE + " 2024-02-29 1", STRANGE + " 2024-03-01 2");
        PartitionRange day = PartitionRange.of(List.of(STRANGE), "2024-02-29");
        assertThat(lake.read(TABLE, day)
                        .select("value")
                        .as(org.apache.spark.sql.Encoders.LONG())
                        .collectAsList())
                .containsExactly(1L);
    }

    @Test
    void theSameTransactionIsCommittedOnce() throws Exception {
        assertThat(tables.transactionVersion(TABLE, "run")).isEqualTo(-1);
        assertThat(tables.commit(TABLE, stage("a", 0), CommitOptions.once("run", 1)))
                .isTrue();
        assertThat(tables.commit(TABLE, stage("a", 0), CommitOptions.once("run", 1)))
                .isFalse();

        assertThat(tables.transactionVersion(TABLE, "run")).isEqualTo(1);
        assertThat(rows()).containsExactly("a 2024-02-28 0");
    }

    @Test
    void aCommitThatExpectsAnotherVersionConflicts() throws Exception {
        tables.commit(TABLE, stage("a", 0), CommitOptions.once("run 1", 1).expecting("ingest/a", -1));

        assertThat(tables.transactionVersion(TABLE, "ingest/a")).isZero();
        assertThatThrownBy(() -> tables.commit(
                        TABLE, stage("a", 1), CommitOptions.once("run 2", 1).expecting("ingest/a", -1)))
                .isInstanceOf(CommitConflictException.class)
                .hasMessage("Transaction ingest/a of table numbers is at version 0, not -1: another run has committed"
                        + " meanwhile");
        assertThat(tables.commit(
                        TABLE, stage("a", 1), CommitOptions.once("run 2", 1).expecting("ingest/a", 0)))
                .isTrue();
        assertThat(rows()).hasSize(2);
    }

    @Test
    void replacedPartitionsLoseTheirRowsAndOthersKeepThem() throws Exception {
        tables.commit(TABLE, stage(STRANGE, 0, 1), CommitOptions.once("run", 1));
        tables.commit(TABLE, stage("b", 0, 1), CommitOptions.once("run", 2));

        CommitOptions options = CommitOptions.once("run", 3)
                .replacing(List.of(new TablePartition(STRANGE, FIRST), new TablePartition("b", FIRST.plusDays(1))));
        assertThat(tables.commit(TABLE, stage(STRANGE, 0, 0), options)).isTrue();

        assertThat(rows())
                .containsExactlyInAnyOrder(
                        STRANGE + " 2024-02-28 0",
                        STRANGE + " 2024-02-28 0",
                        STRANGE + " 2024-02-29 1",
                        "b 2024-02-28 0");
    }

    @Test
    void concurrentCommitsOfOneTransactionAreOne() throws Exception {
        List<StagedFile> files = stage("a", 0);
        List<Boolean> committed =
                atOnce(4, i -> () -> new DeltaTables(lake).commit(TABLE, files, CommitOptions.once("run", 1)));

        assertThat(committed).containsOnlyOnce(true);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void concurrentReplacesOfAnEmptyPartitionLeaveTheRowsOfOne() throws Exception {
        atOnce(
                3,
                i -> () -> tables.commit(
                        TABLE,
                        stage("a", 0),
                        CommitOptions.once("run " + i, 1).replacing(List.of(new TablePartition("a", FIRST)))));

        assertThat(rows()).containsExactly("a 2024-02-28 0");
    }

    @Test
    void concurrentAppendsAreAllKept() throws Exception {
        atOnce(4, i -> () -> tables.commit(TABLE, stage("a", i), CommitOptions.once("run " + i, 1)));

        assertThat(rows()).hasSize(4);
    }

    @Test
    void statisticsLetSparkSkipFiles() throws Exception {
        tables.commit(TABLE, stage("a", 0, 1, 2), CommitOptions.once("run", 1));

        assertThat(lake.read(TABLE).inputFiles()).hasSize(3);
        assertThat(lake.read(TABLE).where("value >= 1").inputFiles()).hasSize(2);
        assertThat(lake.read(TABLE).where("date = '2024-03-01'").inputFiles()).hasSize(1);
    }

    @Test
    void vacuumKeepsCommittedFilesAndRemovesOrphans() throws Exception {
        tables.commit(TABLE, stage("a", 0), CommitOptions.once("run", 1));
        stage("a", 1);
        spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", false);
        spark.sql("VACUUM delta.`" + lake.location(TABLE) + "` RETAIN 0 HOURS");
        spark.conf().unset("spark.databricks.delta.retentionDurationCheck.enabled");

        assertThat(rows()).hasSize(1);
        assertThat(parquetFiles()).isEqualTo(1);
    }

    @Test
    void sparkChangesTheTableAsAnyOther() throws Exception {
        tables.commit(TABLE, stage("a", 0, 1, 2), CommitOptions.once("run", 1));
        spark.sql("DELETE FROM delta.`" + lake.location(TABLE) + "` WHERE value = 1");
        spark.sql("UPDATE delta.`" + lake.location(TABLE) + "` SET value = 7 WHERE value = 2");

        assertThat(rows()).containsExactlyInAnyOrder("a 2024-02-28 0", "a 2024-03-01 7");
    }

    /** Stages one row per number: the number of days after the first day, and the value. */
    private List<StagedFile> stage(String domain, long... values) {
        try (StagedTableWriter writer = new StagedTableWriter(
                lake.location(TABLE),
                COLUMNS,
                domain,
                ParquetOptions.defaults(),
                spark.sessionState().newHadoopConf())) {
            ColumnBatch batch =
                    new ColumnBatch(values.length, List.of(ColumnType.LONG.allocate("value", values.length)));
            for (long value : values) {
                ((LongColumn) batch.columns().get(0)).set(batch.rows(), value);
                batch.endRow();
            }
            writer.write(
                    batch,
                    LongStream.of(values)
                            .mapToInt(v -> (int) (FIRST.toEpochDay() + v))
                            .toArray());
            return writer.finish();
        }
    }

    private List<String> rows() {
        return lake.read(TABLE).collectAsList().stream()
                .map(row -> row.getString(0) + " " + row.getDate(1) + " " + row.getLong(2))
                .toList();
    }

    private long parquetFiles() throws Exception {
        try (var files = Files.walk(Path.of(new org.apache.hadoop.fs.Path(lake.location(TABLE)).toUri()))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    private static <T> List<T> atOnce(int tasks, java.util.function.IntFunction<Callable<T>> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks);
        try {
            List<Future<T>> futures = new java.util.ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                futures.add(pool.submit(task.apply(i)));
            }
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }
}
