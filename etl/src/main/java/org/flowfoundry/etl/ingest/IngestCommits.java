package org.flowfoundry.etl.ingest;

import java.util.List;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.etl.EtlErrors;

/**
 * Adds staged files to the three tables so that each commit happens wholly and once, whatever is killed when.
 *
 * <ol>
 *   <li>All files are staged; a {@link Journal} that lists them is kept.
 *   <li>{@code flows} gets its files, together with the commit's id and the domain's next commit number. This is the
 *       moment that counts: it fails where another run has added to the domain since this one looked which files the
 *       domain holds.
 *   <li>{@code quarantine} and {@code ingested_files} get theirs with the commit's id; the journal goes.
 * </ol>
 *
 * A journal that is found was left by a run that was killed, or belongs to one that is alive. Either way its commit may be
 * finished here: a table that knows the commit's id takes it no second time.
 */
final class IngestCommits {

    private final IngestLake lake;
    private final JournalFolder journals;

    IngestCommits(IngestLake lake) {
        this.lake = lake;
        this.journals = lake.journals();
    }

    /** The number of commits of a domain, after all commits that were begun are finished. */
    long settledVersion(String domain) {
        while (true) {
            long version = lake.domainVersion(domain);
            List<Journal> begun = journals.all();
            if (begun.isEmpty()) {
                return version;
            }
            begun.forEach(this::recover);
        }
    }

    /**
     * Commits, unless another run has added to the domain since its version was read.
     *
     * @return false where one has; nothing is changed then
     */
    boolean commit(Journal journal) {
        try {
            journals.write(journal);
        } catch (UserException e) {
            discard(journal);
            throw e;
        }
        return complete(journal);
    }

    /** Removes the staged files of a commit that did not happen; those of one that did are part of the tables. */
    void discard(Journal journal) {
        if (lake.holds(IngestTables.FLOWS, journal.commitId())) {
            return;
        }
        lake.delete(IngestTables.FLOWS, journal.flows());
        lake.delete(IngestTables.QUARANTINE, journal.quarantine());
        lake.delete(IngestTables.INGESTED_FILES, journal.ingestedFiles());
    }

    /**
     * Finishes a commit that was begun, or forgets one that can never happen. Its run may be alive and commit at any moment
     * here. So the domain's version is read first: once that is past the journal's, {@code flows} has taken the commit or
     * never will, and what is read next tells which. The other way round, a commit between the two looks like none.
     *
     * <p>A commit that was begun long ago may have lost its staged files to a VACUUM; it is then as if it never began.
     */
    private void recover(Journal journal) {
        long version = lake.domainVersion(journal.domain());
        if (lake.holds(IngestTables.FLOWS, journal.commitId())) {
            requireStaged(IngestTables.QUARANTINE, journal.quarantine(), journal);
            requireStaged(IngestTables.INGESTED_FILES, journal.ingestedFiles(), journal);
            complete(journal);
        } else if (version == journal.domainVersion()
                && areStaged(IngestTables.FLOWS, journal.flows())
                && areStaged(IngestTables.QUARANTINE, journal.quarantine())
                && areStaged(IngestTables.INGESTED_FILES, journal.ingestedFiles())) {
            complete(journal);
        } else {
            journals.delete(journal);
        }
    }

    private boolean complete(Journal journal) {
        boolean committed = lake.commitFlows(journal);
        if (committed) {
            lake.commit(IngestTables.QUARANTINE, journal.quarantine(), journal.commitId());
            lake.commit(IngestTables.INGESTED_FILES, journal.ingestedFiles(), journal.commitId());
        }
        journals.delete(journal);
        return committed;
    }

    private void requireStaged(TableSpec table, List<StagedFile> files, Journal journal) {
        if (!areStaged(table, files) && !lake.holds(table, journal.commitId())) {
            throw EtlErrors.commitBroken(journal.runId(), table.name());
        }
    }

    private boolean areStaged(TableSpec table, List<StagedFile> files) {
        return files.stream().allMatch(file -> lake.isStaged(table, file));
    }
}
