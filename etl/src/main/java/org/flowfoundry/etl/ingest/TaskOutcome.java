package org.flowfoundry.etl.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.lake.StagedFile;

/**
 * What a decoding task made.
 *
 * @param counts by the file's index
 */
record TaskOutcome(List<StagedFile> flows, List<StagedFile> quarantine, Map<Integer, FileCounts> counts)
        implements Serializable {}
