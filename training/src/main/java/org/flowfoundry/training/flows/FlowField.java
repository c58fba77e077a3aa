package org.flowfoundry.training.flows;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** A field of a domain's flows as a model sees it: one or more columns of numbers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FlowField.Amount.class, name = "amount"),
    @JsonSubTypes.Type(value = FlowField.Nominal.class, name = "nominal"),
    @JsonSubTypes.Type(value = FlowField.Flags.class, name = "flags")
})
public sealed interface FlowField extends Serializable permits FlowField.Amount, FlowField.Nominal, FlowField.Flags {

    /** A column of {@code flows}, what follows from some, or {@code attributes.NAME}. */
    String name();

    /** How many columns it has. */
    @JsonIgnore
    int width();

    /** Names of its columns, which say the same whatever flows it was fitted to. */
    @JsonIgnore
    List<String> columns();

    /** Whether its columns are 0 or 1, and not normal scores. */
    @JsonIgnore
    boolean isBinary();

    /** Writes its columns: all NaN where the flow has no such field. */
    void encode(FlowValues flow, float[] values, int offset);

    /** A number, as its normal score. */
    record Amount(String name, NormalScores scores) implements FlowField {

        @Override
        public List<String> columns() {
            return List.of(name);
        }

        public Amount {
            require(name != null && scores != null && scores.isSound(), name);
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public boolean isBinary() {
            return false;
        }

        @Override
        public void encode(FlowValues flow, float[] values, int offset) {
            double value = flow.number(name);
            values[offset] = Double.isNaN(value) ? Float.NaN : scores.of(value);
        }
    }

    /** A name: a column for each of the frequent ones, all 0 for any other. */
    record Nominal(String name, List<String> frequent) implements FlowField {

        @Override
        public List<String> columns() {
            return frequent.stream().map(value -> name + "=" + value).toList();
        }

        public Nominal {
            require(name != null && frequent != null && !frequent.isEmpty(), name);
            frequent = List.copyOf(frequent);
        }

        @Override
        public int width() {
            return frequent.size();
        }

        @Override
        public boolean isBinary() {
            return true;
        }

        @Override
        public void encode(FlowValues flow, float[] values, int offset) {
            String value = flow.name(name);
            Arrays.fill(values, offset, offset + frequent.size(), value == null ? Float.NaN : 0);
            int found = value == null ? -1 : frequent.indexOf(value);
            if (found >= 0) {
                values[offset + found] = 1;
            }
        }
    }

    /** TCP flags: a column for each bit that is not always the same (RFC 9293: FIN is bit 0). */
    record Flags(String name, int[] bits) implements FlowField {

        @Override
        public List<String> columns() {
            return Arrays.stream(bits).mapToObj(bit -> name + "/" + bit).toList();
        }

        public Flags {
            require(
                    name != null
                            && bits != null
                            && bits.length > 0
                            && Arrays.stream(bits).allMatch(bit -> bit >= 0 && bit < 16),
                    name);
        }

        @Override
        public int width() {
            return bits.length;
        }

        @Override
        public boolean isBinary() {
            return true;
        }

        @Override
        public void encode(FlowValues flow, float[] values, int offset) {
            double flags = flow.number(name);
            for (int i = 0; i < bits.length; i++) {
                values[offset + i] = Double.isNaN(flags) ? Float.NaN : ((long) flags >> bits[i]) & 1;
            }
        }
    }

    private static void require(boolean sound, String name) {
        if (!sound) {
            throw new IllegalArgumentException("Field " + name + " of flows does not fit together");
        }
    }
}
