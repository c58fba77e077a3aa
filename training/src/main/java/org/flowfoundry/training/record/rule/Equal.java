package org.flowfoundry.training.record.rule;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/** Two fields of the same number, as where a source writes one under two names. */
public record Equal(String field, String other) implements Rule {

    @Override
    public String text() {
        return field + " = " + other;
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction value = Values.of(table, field);
        IntToDoubleFunction otherValue = Values.of(table, other);
        return row -> {
            double difference = value.applyAsDouble(row) - otherValue.applyAsDouble(row);
            return difference == 0 || Double.isNaN(difference);
        };
    }
}
