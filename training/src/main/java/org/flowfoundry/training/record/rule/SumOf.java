package org.flowfoundry.training.record.rule;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/** Parts that add up to a total, as the counts of a histogram of packet sizes. Absent ones count as nothing. */
public record SumOf(List<String> parts, List<String> total) implements Rule {

    public SumOf {
        parts = List.copyOf(parts);
        total = List.copyOf(total);
    }

    @Override
    public String text() {
        return "sum of " + String.join(", ", parts) + " = " + String.join(" + ", total);
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction sum = Values.sum(table, parts);
        IntToDoubleFunction whole = Values.sum(table, total);
        return row -> {
            double difference = sum.applyAsDouble(row) - whole.applyAsDouble(row);
            return difference == 0 || Double.isNaN(difference);
        };
    }
}
