package org.flowfoundry.training.record.rule;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/**
 * A number that is never more than the sum of others, such as a part than its whole.
 *
 * @param most of which absent ones count as nothing
 */
public record AtMost(String field, List<String> most) implements Rule {

    public AtMost {
        most = List.copyOf(most);
    }

    @Override
    public String text() {
        return field + " ≤ " + String.join(" + ", most);
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction value = Values.of(table, field);
        IntToDoubleFunction sum = Values.sum(table, most);
        return row -> !(value.applyAsDouble(row) > sum.applyAsDouble(row));
    }
}
