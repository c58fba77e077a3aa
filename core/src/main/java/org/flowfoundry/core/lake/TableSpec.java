package org.flowfoundry.core.lake;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.column.ColumnDefinition;

/**
 * A table of the lake: its name, its format where the user asks for no other, and its columns in order. Every table is
 * partitioned by {@code domain} and {@code date}, which come first.
 *
 * @param comment one line saying what a row is
 */
public record TableSpec(String name, TableFormat defaultFormat, String comment, List<ColumnSpec> columns) {

    /** The columns that every table is partitioned by, in order. */
    public static final List<String> PARTITION_COLUMNS = List.of("domain", "date");

    public TableSpec {
        columns = List.copyOf(columns);
        for (int i = 0; i < PARTITION_COLUMNS.size(); i++) {
            if (columns.size() <= i || !columns.get(i).name().equals(PARTITION_COLUMNS.get(i))) {
                throw new IllegalArgumentException("Table " + name + " must begin with " + PARTITION_COLUMNS);
            }
        }
    }

    /** A table of the two partition columns and the given ones, with the given meaning of its date. */
    public static TableSpec of(
            String name, TableFormat defaultFormat, String comment, String dateComment, List<ColumnSpec> columns) {
        List<ColumnSpec> all = new ArrayList<>();
        all.add(new ColumnSpec("domain", DataTypes.StringType, "The network that the row came from"));
        all.add(new ColumnSpec("date", DataTypes.DateType, dateComment));
        all.addAll(columns);
        return new TableSpec(name, defaultFormat, comment, all);
    }

    /** A Delta table whose rows are written from batches of the given columns. */
    public static TableSpec ofBatches(String name, String comment, String dateComment, List<ColumnDefinition> columns) {
        return of(
                name,
                TableFormat.DELTA,
                comment,
                dateComment,
                columns.stream().map(ColumnSpec::of).toList());
    }

    /** The schema with a comment on each column; every column is nullable. */
    public StructType schema() {
        StructType schema = new StructType();
        for (ColumnSpec column : columns) {
            schema = schema.add(column.name(), column.type(), true, column.comment());
        }
        return schema;
    }
}
