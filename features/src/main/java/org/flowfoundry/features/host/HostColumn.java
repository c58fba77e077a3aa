package org.flowfoundry.features.host;

import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.flowfoundry.core.lake.ColumnSpec;

/** One column of {@code host_series} and how it is taken from what is known of a host in a window. */
record HostColumn(ColumnSpec spec, Function<HostWindow, Object> value) {

    static HostColumn of(String name, DataType type, Function<HostWindow, Object> value, String comment) {
        return new HostColumn(new ColumnSpec(name, type, comment), value);
    }
}
