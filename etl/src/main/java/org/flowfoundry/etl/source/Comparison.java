package org.flowfoundry.etl.source;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.FlowTable;

/**
 * A comparison of a whole-number or time column with a constant; a null never meets it.
 *
 * @param column the column's place among the record's columns
 * @param operator as Spark names it
 * @param constant the number, or microseconds since 1970
 */
record Comparison(int column, String operator, long constant) implements Serializable {

    private static final Map<String, String> MIRRORED = Map.of("=", "=", "<", ">", "<=", ">=", ">", "<", ">=", "<=");

    /** The comparison that a predicate is; empty where it is anything else. */
    static Optional<Comparison> of(Predicate predicate) {
        if (!MIRRORED.containsKey(predicate.name()) || predicate.children().length != 2) {
            return Optional.empty();
        }
        Expression left = predicate.children()[0];
        Expression right = predicate.children()[1];
        return left instanceof NamedReference
                ? of(left, predicate.name(), right)
                : of(right, MIRRORED.get(predicate.name()), left);
    }

    /** Whether a row of the batch meets it. */
    boolean test(FlowBatch batch, int row) {
        Column values = batch.columns().get(column);
        if (values.isNull(row)) {
            return false;
        }
        long value = values instanceof IntColumn ints ? ints.get(row) : ((LongColumn) values).get(row);
        return switch (operator) {
            case "=" -> value == constant;
            case "<" -> value < constant;
            case "<=" -> value <= constant;
            case ">" -> value > constant;
            default -> value >= constant;
        };
    }

    private static Optional<Comparison> of(Expression reference, String operator, Expression literal) {
        if (reference instanceof NamedReference named
                && named.fieldNames().length == 1
                && literal instanceof Literal<?> value
                && (value.value() instanceof Integer || value.value() instanceof Long)) {
            int column =
                    FlowFilesTable.SCHEMA.getFieldIndex(named.fieldNames()[0]).isDefined()
                            ? FlowFilesTable.SCHEMA.fieldIndex(named.fieldNames()[0])
                            : -1;
            return column >= 0 && isNumber(column)
                    ? Optional.of(new Comparison(column, operator, ((Number) value.value()).longValue()))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isNumber(int column) {
        return switch (FlowTable.RECORD_COLUMNS.get(column).type()) {
            case INT, DATE, LONG, TIMESTAMP -> true;
            case DOUBLE, TEXT, BINARY, ADDRESS, TEXT_MAP -> false;
        };
    }
}
