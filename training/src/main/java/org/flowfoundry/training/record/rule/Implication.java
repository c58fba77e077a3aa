package org.flowfoundry.training.record.rule;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/**
 * Where one sum is a number, another field is a number, too: no packets back, no bytes back.
 *
 * @param fields whose sum counts, absent ones as nothing
 * @param value of the sum
 * @param then the field that then has its value
 */
public record Implication(List<String> fields, double value, String then, double thenValue) implements Rule {

    public Implication {
        fields = List.copyOf(fields);
    }

    @Override
    public String text() {
        return String.join(" + ", fields) + " = " + Wording.number(value) + " ⇒ " + then + " = "
                + Wording.number(thenValue);
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction sum = Values.sum(table, fields);
        IntToDoubleFunction other = Values.of(table, then);
        return row -> {
            if (sum.applyAsDouble(row) != value) {
                return true;
            }
            double found = other.applyAsDouble(row);
            return found == thenValue || Double.isNaN(found);
        };
    }
}
