package org.flowfoundry.training.record.rule;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/** A number of two bytes whose higher one is in another field, too, as ICMP's type and code (IE 32) and type (IE 176). */
public record HighByte(String field, String high) implements Rule {

    @Override
    public String text() {
        return high + " = " + field + " div 256";
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction value = Values.of(table, field);
        IntToDoubleFunction highValue = Values.of(table, high);
        return row -> {
            double difference = Math.floor(value.applyAsDouble(row) / 256) - highValue.applyAsDouble(row);
            return difference == 0 || Double.isNaN(difference);
        };
    }
}
