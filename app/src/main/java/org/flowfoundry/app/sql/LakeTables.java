package org.flowfoundry.app.sql;

import java.util.List;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.TableSpec;

/** Every table that some command writes. */
public final class LakeTables {

    public static final List<TableSpec> ALL =
            List.of(IngestTables.FLOWS, IngestTables.QUARANTINE, IngestTables.INGESTED_FILES);

    private LakeTables() {}
}
