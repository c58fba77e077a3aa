package org.flowfoundry.etl.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.CommitConflictException;
import org.flowfoundry.core.lake.CommitOptions;
import org.flowfoundry.core.lake.DeltaTables;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.etl.EtlErrors;
import org.flowfoundry.etl.input.InputProblems;

/** The three tables of a lake as ingest sees them. Each call reads them anew: another run may write between any two. */
class IngestLake {

    static final long NEVER = -1;

    private static final long COMMITTED = 1;

    private final Lake lake;
    private final DeltaTables tables;
    private final Progress progress;

    IngestLake(Lake lake, Progress progress) {
        this.lake = lake;
        this.progress = progress;
        this.tables = new DeltaTables(lake);
    }

    /** Makes the lake and its tables where they are absent. */
    void prepare() {
        lake.prepare();
        tables.createIfAbsent(IngestTables.FLOWS);
        tables.createIfAbsent(IngestTables.QUARANTINE);
        tables.createIfAbsent(IngestTables.INGESTED_FILES);
    }

    /** How many commits of ingest a domain has seen, less one: {@link #NEVER} where it has seen none. */
    long domainVersion(String domain) {
        return tables.transactionVersion(IngestTables.FLOWS, counter(domain));
    }

    /** Those of the keys that the domain has files of. */
    Set<String> known(String domain, Collection<String> keys) {
        Dataset<Row> asked =
                lake.spark().createDataset(List.copyOf(keys), Encoders.STRING()).toDF("content_hash");
        List<String> known = lake.read(IngestTables.INGESTED_FILES)
                .where(col("domain").equalTo(domain))
                .join(broadcast(asked), "content_hash")
                .select("content_hash")
                .as(Encoders.STRING())
                .collectAsList();
        return new HashSet<>(known);
    }

    /** The fingerprints of the keys that the domain's files were ingested under; null stands for none. */
    Set<String> fingerprints(String domain) {
        List<String> fingerprints = lake.read(IngestTables.INGESTED_FILES)
                .where(col("domain").equalTo(domain))
                .select("anonymized_with")
                .distinct()
                .as(Encoders.STRING())
                .collectAsList();
        return new HashSet<>(fingerprints);
    }

    /** Whether a table has taken a commit. */
    boolean holds(TableSpec table, String commitId) {
        return tables.transactionVersion(table, commitId) >= COMMITTED;
    }

    /**
     * Adds files to {@code flows} and counts the commit of the domain, unless another was counted since.
     *
     * @return whether the table has the files now, even if it was someone else who finished the commit; where not, it will
     *     never take them under this version of the domain
     */
    boolean commitFlows(Journal journal) {
        CommitOptions once = CommitOptions.once(journal.commitId(), COMMITTED)
                .expecting(counter(journal.domain()), journal.domainVersion());
        try {
            commit(IngestTables.FLOWS, journal.flows(), once);
            return true;
        } catch (CommitConflictException e) {
            long version = domainVersion(journal.domain());
            if (holds(IngestTables.FLOWS, journal.commitId())) {
                return true;
            }
            if (version == journal.domainVersion()) {
                throw EtlErrors.tableIsBusy(IngestTables.FLOWS.name(), e);
            }
            return false;
        }
    }

    /** Adds files, if there are any, to a table; nothing happens where it has taken the commit already. */
    void commit(TableSpec table, List<StagedFile> files, String commitId) {
        if (files.isEmpty()) {
            return;
        }
        try {
            commit(table, files, CommitOptions.once(commitId, COMMITTED));
        } catch (CommitConflictException e) {
            throw EtlErrors.tableIsBusy(table.name(), e);
        }
    }

    private void commit(TableSpec table, List<StagedFile> files, CommitOptions options) throws CommitConflictException {
        try {
            tables.commit(table, files, options);
        } catch (CommitConflictException | UserException e) {
            throw e;
        } catch (Exception | FSError e) { // Scala declares nothing; Hadoop throws an Error where a local disk is full
            throw EtlErrors.commitFailed(table.name(), e);
        }
    }

    boolean isStaged(TableSpec table, StagedFile file) {
        try {
            return lake.fileSystem().exists(path(table, file));
        } catch (IOException e) {
            throw EtlErrors.journalNotReadable(path(table, file).toString(), e);
        }
    }

    /** Deletes staged files. What cannot be deleted is no part of the table, and goes with its next VACUUM. */
    void delete(TableSpec table, List<StagedFile> files) {
        for (StagedFile file : files) {
            try {
                lake.fileSystem().delete(path(table, file), false);
            } catch (IOException e) {
                progress.note("Could not delete '" + path(table, file) + "' (" + InputProblems.describe(e)
                        + "); no table refers to it, and VACUUM removes it");
            }
        }
    }

    JournalFolder journals() {
        return new JournalFolder(lake.fileSystem(), lake.ownPath("ingest"));
    }

    String location(TableSpec table) {
        return lake.location(table);
    }

    private Path path(TableSpec table, StagedFile file) {
        return new Path(lake.location(table), new Path(URI.create(file.path())).toString());
    }

    private static String counter(String domain) {
        return "ingest/" + domain;
    }
}
