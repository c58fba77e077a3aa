package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.flow.FlowTable;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.StagedTableWriter;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.core.parquet.ParquetOptions;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits that are cut short at each step, as a killed run leaves them. */
@ExtendWith(WithSpark.class)
class IngestCommitsTest {

    private static final String DOMAIN = "lab a/b=ü%20'x";

    @TempDir
    Path folder;

    private Lake lake;
    private IngestLake tables;
    private IngestCommits commits;

    @BeforeEach
    void prepare(SparkSession spark) {
        lake = Lake.open(spark, folder.toString());
        tables = new IngestLake(lake, Progress.SILENT);
        tables.prepare();
        commits = new IngestCommits(tables);
    }

    @Test
    void commitHappensOnce() {
        Journal journal = staged("run", -1);

        assertThat(commits.commit(journal)).isTrue();
        assertThat(commits.commit(journal)).isTrue();

        assertThat(counts()).isEqualTo(Map.of("flows", 2L, "quarantine", 1L, "ingested_files", 1L));
        assertThat(tables.domainVersion(DOMAIN)).isZero();
        assertThat(journals()).isEmpty();
    }

    @Test
    void journalWithoutCommitIsCommitted() {
        tables.journals().write(staged("killed", -1));

        assertThat(commits.settledVersion(DOMAIN)).isZero();

        assertThat(counts()).isEqualTo(Map.of("flows", 2L, "quarantine", 1L, "ingested_files", 1L));
        assertThat(tables.known(DOMAIN, List.of("hash of killed", "another"))).containsExactly("hash of killed");
        assertThat(journals()).isEmpty();
    }

    @Test
    void commitCutShortAfterFlowsIsFinished() {
        Journal journal = staged("killed", -1);
        tables.journals().write(journal);
        assertThat(tables.commitFlows(journal)).isTrue();

        commits.settledVersion(DOMAIN);

        assertThat(counts()).isEqualTo(Map.of("flows", 2L, "quarantine", 1L, "ingested_files", 1L));
        assertThat(journals()).isEmpty();
    }

    @Test
    void commitCutShortAfterQuarantineIsFinished() {
        Journal journal = staged("killed", -1);
        tables.journals().write(journal);
        tables.commitFlows(journal);
        tables.commit(IngestTables.QUARANTINE, journal.quarantine(), journal.commitId());

        commits.settledVersion(DOMAIN);

        assertThat(counts()).isEqualTo(Map.of("flows", 2L, "quarantine", 1L, "ingested_files", 1L));
    }

    @Test
    void journalThatOutlivedItsCommitAddsNothing() {
        Journal journal = staged("killed", -1);
        commits.commit(journal);
        tables.journals().write(journal);

        commits.settledVersion(DOMAIN);

        assertThat(counts()).isEqualTo(Map.of("flows", 2L, "quarantine", 1L, "ingested_files", 1L));
        assertThat(journals()).isEmpty();
    }

    @Test
    void commitThatCameTooLateIsDropped() {
        Journal late = staged("late", -1);
        commits.commit(staged("first", -1));

        assertThat(commits.commit(late)).isFalse();
        assertThat(counts()).isEqualTo(Map.of("flows", 2L, "quarantine", 1L, "ingested_files", 1L));
        assertThat(journals()).isEmpty();

        assertThat(commits.commit(late.atVersion(commits.settledVersion(DOMAIN))))
                .isTrue();
        assertThat(counts()).isEqualTo(Map.of("flows", 4L, "quarantine", 2L, "ingested_files", 2L));
    }

    @Test
    void journalWhoseFilesAreGoneIsDropped() {
        Journal journal = staged("killed", -1);
        tables.journals().write(journal);
        commits.discard(journal);

        assertThat(commits.settledVersion(DOMAIN)).isEqualTo(-1);
        assertThat(counts()).isEqualTo(Map.of("flows", 0L, "quarantine", 0L, "ingested_files", 0L));
        assertThat(journals()).isEmpty();
    }

    @Test
    void halfCommitWhoseFilesAreGoneIsToldOf() {
        Journal journal = staged("killed", -1);
        tables.journals().write(journal);
        tables.commitFlows(journal);
        tables.delete(IngestTables.INGESTED_FILES, journal.ingestedFiles());

        assertThatThrownBy(() -> commits.settledVersion(DOMAIN))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Ingest run killed was interrupted while it committed")
                .hasMessageContaining("table 'ingested_files' are gone")
                .hasMessageContaining("ingest them again");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void commitOfALiveRunIsFinishedWheneverItHappens(int read) {
        Journal live = staged("live", -1);
        tables.journals().write(live);
        InterruptedLake helper = new InterruptedLake(lake, read, () -> tables.commitFlows(live));

        long version = new IngestCommits(helper).settledVersion(DOMAIN);

        assertThat(version).isZero();
        assertThat(tables.known(DOMAIN, List.of("hash of live"))).isNotEmpty();
        assertThat(counts()).isEqualTo(Map.of("flows", 2L, "quarantine", 1L, "ingested_files", 1L));
        assertThat(commits.commit(live)).as("the live run goes on").isTrue();
        assertThat(counts()).isEqualTo(Map.of("flows", 2L, "quarantine", 1L, "ingested_files", 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void commitThatAnotherRunOvertakesIsForgottenWheneverThatHappens(int read) {
        Journal slow = staged("slow", -1);
        tables.journals().write(slow);
        Journal fast = staged("fast", -1);
        InterruptedLake helper = new InterruptedLake(lake, read, () -> tables.commitFlows(fast));

        new IngestCommits(helper).settledVersion(DOMAIN);

        assertThat(journals()).isEmpty();
        assertThat(commits.commit(slow)).isFalse();
        assertThat(lake.read(IngestTables.FLOWS).count()).isEqualTo(2);
    }

    @Test
    void filesOfACommitThatAnotherRunFinishedAreKept() {
        Journal journal = staged("helped", -1);
        tables.journals().write(journal);
        new IngestCommits(new IngestLake(lake, Progress.SILENT)).settledVersion(DOMAIN);

        commits.discard(journal);

        assertThat(counts()).isEqualTo(Map.of("flows", 2L, "quarantine", 1L, "ingested_files", 1L));
        assertThat(lake.read(IngestTables.FLOWS).select("application").collectAsList())
                .hasSize(2);
    }

    @Test
    void damagedJournalIsNamed() throws IOException {
        Path journal =
                Files.createDirectories(folder.resolve("_flowfoundry/ingest")).resolve("run-1-0.json");
        Files.writeString(journal, "{\"runId\":");

        assertThatThrownBy(() -> commits.settledVersion(DOMAIN))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("run-1-0.json")
                .hasMessageContaining("can be removed once the tables have been checked");
    }

    private Journal staged(String run, long version) {
        return new Journal(
                run,
                1,
                DOMAIN,
                version,
                stage(IngestTables.FLOWS, FlowTable.RECORD_COLUMNS, "application", "a", "b"),
                stage(IngestTables.QUARANTINE, IngestTables.QUARANTINE_COLUMNS, "reason", "bad"),
                stage(
                        IngestTables.INGESTED_FILES,
                        IngestTables.INGESTED_FILE_COLUMNS,
                        "content_hash",
                        "hash of " + run));
    }

    private List<StagedFile> stage(TableSpec table, List<ColumnDefinition> columns, String column, String... values) {
        ColumnBatch batch = new ColumnBatch(
                values.length,
                columns.stream()
                        .map(definition -> definition.type().allocate(definition.name(), values.length))
                        .toList());
        for (String value : values) {
            batch.columns().stream()
                    .filter(candidate -> candidate.name().equals(column))
                    .forEach(found -> ((TextColumn) found).set(batch.rows(), value));
            batch.endRow();
        }
        try (StagedTableWriter writer = new StagedTableWriter(
                lake.location(table),
                columns,
                DOMAIN,
                ParquetOptions.defaults(),
                lake.spark().sessionState().newHadoopConf())) {
            writer.write(batch, 19_000);
            return writer.finish();
        }
    }

    private Map<String, Long> counts() {
        return Map.of(
                "flows", lake.read(IngestTables.FLOWS).count(),
                "quarantine", lake.read(IngestTables.QUARANTINE).count(),
                "ingested_files", lake.read(IngestTables.INGESTED_FILES).count());
    }

    private List<Path> journals() {
        try (Stream<Path> files = Files.list(folder.resolve("_flowfoundry/ingest"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A lake in which another run does something right after so many reads. */
    private static final class InterruptedLake extends IngestLake {

        private final int when;
        private final Runnable otherRun;
        private int reads;

        InterruptedLake(Lake lake, int when, Runnable otherRun) {
            super(lake, Progress.SILENT);
            this.when = when;
            this.otherRun = otherRun;
        }

        @Override
        long domainVersion(String domain) {
            long version = super.domainVersion(domain);
            afterRead();
            return version;
        }

        @Override
        boolean holds(TableSpec table, String commitId) {
            boolean holds = super.holds(table, commitId);
            afterRead();
            return holds;
        }

        private void afterRead() {
            if (++reads == when) {
                otherRun.run();
            }
        }
    }
}
