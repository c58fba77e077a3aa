package org.flowfoundry.generation.flow;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.flow.FlowTable;
import org.flowfoundry.core.lake.TableSpec;

/** The table {@code synthetic_flows}: the columns of {@code flows}, and what made them. */
public final class SyntheticFlows {

    /** The columns but for the partition columns. */
    public static final List<ColumnDefinition> COLUMNS = columns();

    public static final TableSpec TABLE = TableSpec.ofBatches(
            "synthetic_flows",
            "One synthetic flow record; addresses are of private and documentation ranges, and nobody's",
            "UTC day of flow_start; of a network without times the day that was asked for",
            COLUMNS);

    private SyntheticFlows() {}

    private static List<ColumnDefinition> columns() {
        List<ColumnDefinition> columns = new ArrayList<>(FlowTable.RECORD_COLUMNS);
        columns.add(new ColumnDefinition("generator", ColumnType.TEXT, "Name of the model that made it"));
        columns.add(new ColumnDefinition("version", ColumnType.TEXT, "Version of the model: v1, v2, ..."));
        columns.add(new ColumnDefinition("run", ColumnType.TEXT, "The run of generate that made it"));
        return List.copyOf(columns);
    }
}
