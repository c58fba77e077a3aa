package org.flowfoundry.training.record.rule;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/** TCP flags of a connection that are those of both its directions. */
public record UnionOfFlags(String whole, String one, String other) implements Rule {

    @Override
    public String text() {
        return whole + " = " + one + " | " + other;
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction all = Values.of(table, whole);
        IntToDoubleFunction forth = Values.of(table, one);
        IntToDoubleFunction back = Values.of(table, other);
        return row -> {
            double sum = all.applyAsDouble(row) + forth.applyAsDouble(row) + back.applyAsDouble(row);
            return Double.isNaN(sum)
                    || (long) all.applyAsDouble(row)
                            == ((long) forth.applyAsDouble(row) | (long) back.applyAsDouble(row));
        };
    }
}
