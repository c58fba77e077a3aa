package org.flowfoundry.training.record.rule;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/**
 * What only one protocol has: it is zero or absent elsewhere, as TCP's flags and windows.
 *
 * @param protocol the field of the protocol
 * @param value of the protocol
 */
public record ZeroOffProtocol(String field, String protocol, String value) implements Rule {

    @Override
    public String text() {
        return protocol + " ≠ " + value + " ⇒ no " + field;
    }

    @Override
    public IntPredicate in(RecordTable table) {
        String[] protocols = table.names(Values.index(table, protocol));
        IntToDoubleFunction number = Values.of(table, field);
        return row -> {
            double found = number.applyAsDouble(row);
            return value.equals(protocols[row]) || found == 0 || Double.isNaN(found);
        };
    }
}
