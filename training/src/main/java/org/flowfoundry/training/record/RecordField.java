package org.flowfoundry.training.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;

/**
 * A column of flow records.
 *
 * @param name a column of {@code flows}, or {@code attributes.NAME}
 * @param decimals digits after the point that the source's numbers have, at most 6; -1 where it always writes a point, as in
 *     {@code 7.0}
 */
public record RecordField(String name, Kind kind, int decimals) implements Serializable {

    /** Before the name of a field that {@code flows} has in its map. */
    public static final String ATTRIBUTE = "attributes.";

    /** What the values of a field are. */
    public enum Kind {
        /** Amounts: their order and their differences mean something. */
        NUMBER,
        /** Names, also where they are written as numbers. */
        NAME
    }

    public RecordField {
        if (name == null || kind == null || decimals < -1 || decimals > 6) {
            throw new IllegalArgumentException("a field of records needs a name, a kind, and -1 to 6 decimals");
        }
    }

    @JsonIgnore
    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    @JsonIgnore
    public boolean isAttribute() {
        return name.startsWith(ATTRIBUTE);
    }

    /** The name that an attribute has in the map. */
    public String attribute() {
        return name.substring(ATTRIBUTE.length());
    }

    /** A number as the source would write it. */
    public String text(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole && decimals >= 0 ? Long.toString((long) value) : Double.toString(value);
    }
}
