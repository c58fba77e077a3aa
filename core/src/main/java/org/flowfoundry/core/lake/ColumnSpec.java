package org.flowfoundry.core.lake;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.core.column.ColumnDefinition;

/**
 * A column of a table as analysts see it.
 *
 * @param comment what it holds, its unit, and the IPFIX information element it stands for where there is one
 */
public record ColumnSpec(String name, DataType type, String comment) {

    /** The column as Spark sees it once it was written from a batch. */
    public static ColumnSpec of(ColumnDefinition column) {
        DataType type =
                switch (column.type()) {
                    case INT -> DataTypes.IntegerType;
                    case DATE -> DataTypes.DateType;
                    case LONG -> DataTypes.LongType;
                    case TIMESTAMP -> DataTypes.TimestampType;
                    case DOUBLE -> DataTypes.DoubleType;
                    case TEXT, ADDRESS -> DataTypes.StringType;
                    case BINARY -> DataTypes.BinaryType;
                    case TEXT_MAP -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true);
                };
        return new ColumnSpec(column.name(), type, column.comment());
    }
}
