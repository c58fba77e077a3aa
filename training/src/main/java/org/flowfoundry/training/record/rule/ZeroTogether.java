package org.flowfoundry.training.record.rule;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/** Two numbers of which none or both are zero, as packets and bytes of one direction. */
public record ZeroTogether(String field, String other) implements Rule {

    @Override
    public String text() {
        return field + " = 0 ⇔ " + other + " = 0";
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction value = Values.of(table, field);
        IntToDoubleFunction otherValue = Values.of(table, other);
        return row -> {
            double one = value.applyAsDouble(row);
            double another = otherValue.applyAsDouble(row);
            return Double.isNaN(one) || Double.isNaN(another) || (one == 0) == (another == 0);
        };
    }
}
