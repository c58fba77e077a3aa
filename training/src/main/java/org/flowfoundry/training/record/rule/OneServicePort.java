package org.flowfoundry.training.record.rule;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/** Not both ports are those of services, unless they are the same: below 1024 (RFC 6335). */
public record OneServicePort(String source, String destination) implements Rule {

    private static final int SYSTEM_PORTS = 1024;

    @Override
    public String text() {
        return "not two different ports < " + SYSTEM_PORTS;
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction from = Values.of(table, source);
        IntToDoubleFunction to = Values.of(table, destination);
        return row -> {
            double one = from.applyAsDouble(row);
            double other = to.applyAsDouble(row);
            return !(one < SYSTEM_PORTS && other < SYSTEM_PORTS && one != other);
        };
    }
}
