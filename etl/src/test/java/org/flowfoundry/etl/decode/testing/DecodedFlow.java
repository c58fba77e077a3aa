package org.flowfoundry.etl.decode.testing;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;

/** A row's columns that are not null, by name: every number a {@link Long}, addresses as text. Immutable. */
public final class DecodedFlow extends AbstractMap<String, Object> {

    private final Map<String, Object> columns;

    private DecodedFlow(Map<String, Object> columns) {
        this.columns = Collections.unmodifiableMap(columns);
    }

    public static DecodedFlow of(FlowBatch batch, int row) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (Column column : batch.columns()) {
            if (!column.isNull(row)) {
                columns.put(column.name(), value(column, row));
            }
        }
        return new DecodedFlow(columns);
    }

    private static Object value(Column column, int row) {
        if (column instanceof LongColumn longs) {
            return longs.get(row);
        } else if (column instanceof IntColumn ints) {
            return (long) ints.get(row);
        } else if (column instanceof AddressColumn addresses) {
            return addresses.text(row);
        } else if (column instanceof TextColumn texts) {
            return texts.get(row);
        } else if (column instanceof TextMapColumn maps) {
            return maps.get(row);
        }
        throw new AssertionError("Unexpected column " + column.name());
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return columns.entrySet();
    }

    @Override
    public Object get(Object column) {
        return columns.get(column);
    }

    @Override
    public boolean containsKey(Object column) {
        return columns.containsKey(column);
    }

    public long number(String column) {
        return (long) columns.get(column);
    }

    @SuppressWarnings("unchecked")
    public Map<String, String> attributes() {
        return (Map<String, String>) columns.getOrDefault("attributes", Map.of());
    }

    public boolean has(QualityFlag flag) {
        return flag.isIn(Math.toIntExact((long) columns.getOrDefault("quality_flags", 0L)));
    }

    /** The columns in this order, as one text. */
    public String text(String... names) {
        return Arrays.stream(names).map(name -> String.valueOf(get(name))).collect(Collectors.joining(" "));
    }
}
