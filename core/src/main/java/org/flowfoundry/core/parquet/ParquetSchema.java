package org.flowfoundry.core.parquet;

import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.flowfoundry.core.column.ColumnDefinition;

/** The Parquet types of columns; every column is optional, as Delta tables declare theirs. */
final class ParquetSchema {

    private ParquetSchema() {}

    static MessageType of(List<ColumnDefinition> columns) {
        return new MessageType(
                "flowfoundry", columns.stream().map(ParquetSchema::type).toList());
    }

    private static Type type(ColumnDefinition column) {
        return switch (column.type()) {
            case INT -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(column.name());
            case LONG -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(column.name());
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case TEXT, ADDRESS -> text().named(column.name());
            case BINARY -> Types.optional(PrimitiveTypeName.BINARY).named(column.name());
            case TEXT_MAP ->
                Types.optionalMap()
                        .key(Types.required(PrimitiveTypeName.BINARY)
                                .as(LogicalTypeAnnotation.stringType())
                                .named("key"))
                        .value(text().named("value"))
                        .named(column.name());
        };
    }

    private static Types.PrimitiveBuilder<PrimitiveType> text() {
        return Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType());
    }
}
