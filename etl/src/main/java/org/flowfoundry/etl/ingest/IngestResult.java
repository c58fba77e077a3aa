package org.flowfoundry.etl.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What an ingest run did.
 *
 * @param files files that it read, or tried to
 * @param filesSkipped files left out because their bytes are in the lake already, or stood under another name in this run
 * @param filesDamaged files of {@code files} of which something was quarantined
 * @param filesUnreadable files of {@code files} of which nothing could be read: no permission, or no format that is known
 * @param flows rows written to {@code flows}
 * @param quarantined records, or stretches of files, that could not be read
 * @param lost records that the exporters sent and the files lack, by sequence numbers
 * @param duplicates records left out because their datagram stood in the file already
 * @param packets of all flows, both directions
 * @param bytes of all flows, both directions
 */
public record IngestResult(
        long files,
        long filesSkipped,
        long filesDamaged,
        long filesUnreadable,
        long flows,
        long quarantined,
        long lost,
        long duplicates,
        long packets,
        long bytes)
        implements JobResult {

    static final IngestResult NOTHING = new IngestResult(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Whether some file could not be read as a whole: what {@code --strict} makes a failure. */
    public boolean isDamaged() {
        return filesDamaged + filesUnreadable > 0;
    }

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("files", files);
        summary.put("files_skipped", filesSkipped);
        summary.put("files_damaged", filesDamaged);
        summary.put("files_unreadable", filesUnreadable);
        summary.put("flows", flows);
        summary.put("quarantined", quarantined);
        summary.put("lost", lost);
        summary.put("duplicates", duplicates);
        summary.put("packets", packets);
        summary.put("bytes", bytes);
        return summary;
    }

    IngestResult plusSkipped(long more) {
        return new IngestResult(
                files,
                filesSkipped + more,
                filesDamaged,
                filesUnreadable,
                flows,
                quarantined,
                lost,
                duplicates,
                packets,
                bytes);
    }

    IngestResult plus(IngestedFile file) {
        FileCounts counts = file.counts();
        return new IngestResult(
                files + 1,
                filesSkipped,
                filesDamaged + (file.status() == IngestedFile.Status.DAMAGED ? 1 : 0),
                filesUnreadable + (file.status() == IngestedFile.Status.UNREADABLE ? 1 : 0),
                flows + counts.flows(),
                quarantined + counts.quarantined(),
                lost + counts.lost(),
                duplicates + counts.duplicates(),
                FileCounts.sum(packets, counts.packets()),
                FileCounts.sum(bytes, counts.bytes()));
    }
}
