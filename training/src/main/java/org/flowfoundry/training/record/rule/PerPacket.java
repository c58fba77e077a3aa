package org.flowfoundry.training.record.rule;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.flowfoundry.training.record.RecordTable;

/** Bytes between the least and the most that so many packets can have. */
public record PerPacket(String bytes, String packets, double least, double most) implements Rule {

    @Override
    public String text() {
        return Wording.number(least) + " · " + packets + " ≤ " + bytes + " ≤ " + Wording.number(most) + " · " + packets;
    }

    @Override
    public IntPredicate in(RecordTable table) {
        IntToDoubleFunction size = Values.of(table, bytes);
        IntToDoubleFunction count = Values.of(table, packets);
        return row -> {
            double sent = size.applyAsDouble(row);
            double many = count.applyAsDouble(row);
            return !(sent < least * many || sent > most * many);
        };
    }
}
