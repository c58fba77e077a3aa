package org.flowfoundry.etl.source;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.flowfoundry.etl.EtlErrors;

/** Files of one format as a table. Options: {@code splitBytes}, how much of a file a task should read. */
abstract class FlowDataSource implements TableProvider, DataSourceRegister {

    private final String format;

    FlowDataSource(String format) {
        this.format = format;
    }

    @Override
    public String shortName() {
        return format;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return FlowFilesTable.SCHEMA;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
        List<String> paths = LoadPaths.of(options);
        if (paths.isEmpty()) {
            throw EtlErrors.noPathToLoad(format);
        }
        return new FlowFilesTable(format, paths, options);
    }
}
