package org.flowfoundry.training.record.rule;

import java.io.Serializable;
import java.util.function.IntPredicate;
import org.flowfoundry.training.record.RecordTable;

/**
 * What records of a network keep. A rule says nothing of a record that lacks a value it speaks of, unless it is about absence.
 * Names of fields that a table does not have are an {@link IllegalArgumentException}.
 */
public sealed interface Rule extends Serializable
        permits AtLeast,
                AtMost,
                Equal,
                HighByte,
                Implication,
                OneServicePort,
                PerPacket,
                PresentTogether,
                SeenTogether,
                SumOf,
                UnionOfFlags,
                ZeroOffProtocol,
                ZeroTogether {

    /** For people. */
    String text();

    /** Whether a table's rows keep it; the fields are looked up once. */
    IntPredicate in(RecordTable table);

    /** Whether one row keeps it. */
    default boolean holds(RecordTable table, int row) {
        return in(table).test(row);
    }
}
