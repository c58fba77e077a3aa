package org.flowfoundry.etl.source;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.flow.FlowTable;
import org.flowfoundry.core.lake.ColumnSpec;

/** Files as a table of flow records. */
@SuppressWarnings("deprecation") // Table.schema() has a default successor, columns(), that is made from it
final class FlowFilesTable implements SupportsRead {

    static final StructType SCHEMA = schemaOf(FlowTable.RECORD_COLUMNS);

    private final String format;
    private final List<String> paths;
    private final CaseInsensitiveStringMap properties;

    FlowFilesTable(String format, List<String> paths, CaseInsensitiveStringMap properties) {
        this.format = format;
        this.paths = paths;
        this.properties = properties;
    }

    @Override
    public String name() {
        return format + " " + String.join(", ", paths);
    }

    @Override
    public StructType schema() {
        return SCHEMA;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new FlowScanBuilder(format, paths, properties.getLong("splitBytes", FlowScan.DEFAULT_SPLIT_BYTES));
    }

    private static StructType schemaOf(List<ColumnDefinition> columns) {
        StructType schema = new StructType();
        for (ColumnDefinition column : columns) {
            ColumnSpec spec = ColumnSpec.of(column);
            schema = schema.add(spec.name(), spec.type(), true, spec.comment());
        }
        return schema;
    }
}
