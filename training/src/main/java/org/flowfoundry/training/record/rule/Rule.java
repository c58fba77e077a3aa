package org.flowfoundry.training.record.rule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.function.IntPredicate;
import org.flowfoundry.training.record.RecordTable;

/**
 * What records of a network keep. A rule says nothing of a record that lacks a value it speaks of, unless it is about absence.
 * Names of fields that a table does not have are an {@link IllegalArgumentException}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AtLeast.class, name = "at-least"),
    @JsonSubTypes.Type(value = AtMost.class, name = "at-most"),
    @JsonSubTypes.Type(value = Equal.class, name = "equal"),
    @JsonSubTypes.Type(value = HighByte.class, name = "high-byte"),
    @JsonSubTypes.Type(value = Implication.class, name = "implication"),
    @JsonSubTypes.Type(value = OneServicePort.class, name = "one-service-port"),
    @JsonSubTypes.Type(value = PerPacket.class, name = "per-packet"),
    @JsonSubTypes.Type(value = PresentTogether.class, name = "present-together"),
    @JsonSubTypes.Type(value = SeenTogether.class, name = "seen-together"),
    @JsonSubTypes.Type(value = SumOf.class, name = "sum-of"),
    @JsonSubTypes.Type(value = UnionOfFlags.class, name = "union-of-flags"),
    @JsonSubTypes.Type(value = ZeroOffProtocol.class, name = "zero-off-protocol"),
    @JsonSubTypes.Type(value = ZeroTogether.class, name = "zero-together")
})
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
