package org.flowfoundry.etl.ingest;

import java.util.List;
import org.flowfoundry.core.lake.StagedFile;

/**
 * What one commit of an ingest run is about to add to the three tables. It is on disk before the first table changes, so
 * that whoever comes next can finish the commit, or see that it never began.
 *
 * @param runId names the run
 * @param number of the commit in the run, from 1
 * @param domainVersion how many commits the domain had when the run last looked which files it holds
 */
record Journal(
        String runId,
        int number,
        String domain,
        long domainVersion,
        List<StagedFile> flows,
        List<StagedFile> quarantine,
        List<StagedFile> ingestedFiles) {

    Journal {
        flows = List.copyOf(flows);
        quarantine = List.copyOf(quarantine);
        ingestedFiles = List.copyOf(ingestedFiles);
    }

    /** Names the commit; each table remembers it along with the files. */
    String commitId() {
        return runId + "-" + number;
    }

    /** The same commit, begun when the domain had that many. */
    Journal atVersion(long version) {
        return new Journal(runId, number, domain, version, flows, quarantine, ingestedFiles);
    }
}
