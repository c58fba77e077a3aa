package org.flowfoundry.etl.export;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.FlowTable;
import org.flowfoundry.core.lake.ColumnSpec;

/**
 * Rows of flows on their way from a table to a file: domain, date, the minute of the day that the file begins with, the
 * columns of {@link FlowTable}, and how many attributes the format drops.
 */
final class FlowRows {

    static final int DOMAIN = 0;
    static final int DATE = 1;
    static final int MINUTE = 2;

    private static final int FIRST_COLUMN = 3;
    private static final int ATTRIBUTES_DROPPED = FIRST_COLUMN + FlowTable.RECORD_COLUMNS.size();
    private static final long MINUTE_MICROS = 60_000_000L;
    private static final String SLOT = "__minute";
    private static final String DROPPED = "__attributes_dropped";

    private long valuesDropped;

    /** The rows of one file after another, those of a file in one partition and in the format's order. */
    static Dataset<Row> byFile(Dataset<Row> flows, ExportFormat format, int rotationMinutes) {
        List<Column> columns = new ArrayList<>(List.of(
                col("domain"), col("date"), minute(rotationMinutes).cast("int").as(SLOT)));
        for (ColumnDefinition column : FlowTable.RECORD_COLUMNS) {
            columns.add(isCarried(column, format) ? of(column) : nothing(column));
        }
        Column dropped = format.hasAttributes() ? lit(0) : coalesce(functions.size(col("attributes")), lit(0));
        columns.add(dropped.as(DROPPED));
        List<Column> order = new ArrayList<>(List.of(col("domain"), col("date"), col(SLOT)));
        format.order().forEach(name -> order.add(col(name)));
        return flows.select(columns.toArray(Column[]::new))
                .repartition(col("domain"), col("date"), col(SLOT))
                .sortWithinPartitions(order.toArray(Column[]::new));
    }

    /** Puts a row's columns into the batch's next row, and completes it. */
    void add(InternalRow row, FlowBatch batch) {
        int at = batch.rows();
        for (int i = 0; i < FlowTable.RECORD_COLUMNS.size(); i++) {
            if (!row.isNullAt(FIRST_COLUMN + i)) {
                set(batch.columns().get(i), at, row, FIRST_COLUMN + i);
            }
        }
        batch.endRow();
    }

    /** How many entries of the row's attributes the format has no place for. */
    static int attributesDropped(InternalRow row) {
        return Math.max(0, row.getInt(ATTRIBUTES_DROPPED)); // of no map, Spark says that its size is -1
    }

    /** How many texts were no addresses. */
    long valuesDropped() {
        return valuesDropped;
    }

    private void set(org.flowfoundry.core.column.Column column, int at, InternalRow row, int field) {
        if (column instanceof LongColumn longs) {
            longs.set(at, row.getLong(field));
        } else if (column instanceof IntColumn ints) {
            ints.set(at, row.getInt(field));
        } else if (column instanceof AddressColumn addresses) {
            byte[] text = row.getUTF8String(field).getBytes();
            if (!IpAddresses.parse(addresses, at, text, 0, text.length)) {
                valuesDropped++;
            }
        } else if (column instanceof TextColumn texts) {
            texts.set(at, row.getUTF8String(field).toString());
        } else if (column instanceof TextMapColumn maps) {
            put(maps, at, row.getMap(field));
        } else {
            throw new IllegalStateException("No flow has a column like " + column.name());
        }
    }

    private static void put(TextMapColumn maps, int at, MapData map) {
        ArrayData keys = map.keyArray();
        ArrayData values = map.valueArray();
        for (int i = 0; i < map.numElements(); i++) {
            UTF8String value = values.isNullAt(i) ? null : values.getUTF8String(i);
            maps.put(at, keys.getUTF8String(i).toString(), value == null ? null : value.toString());
        }
    }

    /** The minute of the day that the flow's file begins with; 0 for flows that have no time on the day they are filed under. */
    private static Column minute(int rotationMinutes) {
        Column micros = functions.unix_micros(coalesce(col("flow_start"), col("flow_end")));
        Column minutes = functions
                .floor(micros.divide(lit(MINUTE_MICROS)))
                .minus(functions.unix_date(col("date")).multiply(lit(ExportOptions.DAY_MINUTES)));
        Column isOfDay = minutes.geq(lit(0)).and(minutes.lt(lit(ExportOptions.DAY_MINUTES)));
        Column begin = minutes.minus(functions.pmod(minutes, lit(rotationMinutes)));
        return functions.when(isOfDay, begin).otherwise(lit(0));
    }

    private static boolean isCarried(ColumnDefinition column, ExportFormat format) {
        boolean needed = format.order().contains(column.name());
        return needed
                || (!format.leftOut().contains(column.name())
                        && (column.type() != ColumnType.TEXT_MAP || format.hasAttributes()));
    }

    private static Column of(ColumnDefinition column) {
        return col(column.name()).cast(ColumnSpec.of(column).type()).as(column.name());
    }

    private static Column nothing(ColumnDefinition column) {
        return lit(null).cast(ColumnSpec.of(column).type()).as(column.name());
    }
}
