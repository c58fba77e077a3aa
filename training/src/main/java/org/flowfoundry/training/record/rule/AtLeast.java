package org.flowfoundry.training.record.rule;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/** A number that is never less, such as the one packet that every flow has. */
public record AtLeast(String field, double least) implements Rule {

    @Override
    public String text() {
        return field + " ≥ " + Wording.number(least);
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction value = Values.of(table, field);
        return row -> !(value.applyAsDouble(row) < least);
    }
}
