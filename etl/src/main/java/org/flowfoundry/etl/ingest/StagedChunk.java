package org.flowfoundry.etl.ingest;

import java.util.List;

/** Files whose rows are staged, and what is to be committed for them. */
record StagedChunk(Journal journal, List<IngestedFile> files) {}
