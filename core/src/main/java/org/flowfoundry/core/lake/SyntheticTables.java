package org.flowfoundry.core.lake;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.flow.FlowTable;

/** The tables that generators fill, and others compare with real ones. */
public final class SyntheticTables {

    /** The columns of {@code synthetic_flows} but for the partition columns: those of {@code flows}, and what made them. */
    public static final List<ColumnDefinition> FLOW_COLUMNS = flowColumns();

    public static final TableSpec FLOWS = TableSpec.ofBatches(
            "synthetic_flows",
            "One synthetic flow record; addresses are of private and documentation ranges, and nobody's",
            "UTC day of flow_start; of a network without times the day that was asked for",
            FLOW_COLUMNS);

    private SyntheticTables() {}

    private static List<ColumnDefinition> flowColumns() {
        List<ColumnDefinition> columns = new ArrayList<>(FlowTable.RECORD_COLUMNS);
        columns.add(new ColumnDefinition("generator", ColumnType.TEXT, "Name of the model that made it"));
        columns.add(new ColumnDefinition("version", ColumnType.TEXT, "Version of the model: v1, v2, ..."));
        columns.add(new ColumnDefinition("run", ColumnType.TEXT, "The run of generate that made it"));
        return List.copyOf(columns);
    }
}
