package org.flowfoundry.etl.decode.text;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;

/**
 * A field of a text record: where its value goes. A number that its column cannot hold leaves the column null, stands in
 * the attributes, and is flagged.
 *
 * @param name as the source spells it
 */
public record Field(String name, Parser parser) {

    /** The first time that is out of range: the year 10000, in microseconds. */
    public static final long END_OF_TIME = 253_402_300_800_000_000L;

    /** Puts a value into the row that is being filled. */
    @FunctionalInterface
    public interface Parser {

        /** Puts the value; false where the text is no such value. */
        boolean parse(String name, byte[] text, int from, int to, FlowBatch batch);
    }

    /** Puts a value, which is present, into the row that is being filled; false where the text is no such value. */
    public boolean parse(byte[] text, int from, int to, FlowBatch batch) {
        return parser.parse(name, text, from, to, batch);
    }

    /** A field that has no column. */
    public static Field attribute(String name) {
        return new Field(name, Field::keep);
    }

    /** A whole number from 0 on. */
    public static Parser count(Function<FlowBatch, LongColumn> column) {
        return (name, text, from, to, batch) -> {
            long value = Decimals.whole(text, from, to);
            if (value >= 0) {
                column.apply(batch).set(batch.rows(), value);
                return true;
            }
            return value != Decimals.INVALID && outOfRange(name, text, from, to, batch);
        };
    }

    /** A whole number from 0 to a greatest one. */
    public static Parser number(Function<FlowBatch, IntColumn> column, int greatest) {
        return (name, text, from, to, batch) -> {
            long value = Decimals.whole(text, from, to);
            if (value >= 0 && value <= greatest) {
                column.apply(batch).set(batch.rows(), (int) value);
                return true;
            }
            return value != Decimals.INVALID && outOfRange(name, text, from, to, batch);
        };
    }

    /** A time since 1970 in seconds, milliseconds (scale 3) or the like, into microseconds. */
    public static Parser time(Function<FlowBatch, LongColumn> column, int scale) {
        return (name, text, from, to, batch) -> {
            long value = Decimals.scaled(text, from, to, scale);
            return value != Decimals.INVALID && putTime(column, value, name, text, from, to, batch);
        };
    }

    /** Puts microseconds since 1970 that a field's text stands for. */
    public static boolean putTime(
            Function<FlowBatch, LongColumn> column,
            long micros,
            String name,
            byte[] text,
            int from,
            int to,
            FlowBatch batch) {
        if (micros < 0 || micros >= END_OF_TIME) {
            return outOfRange(name, text, from, to, batch);
        }
        column.apply(batch).set(batch.rows(), micros);
        return true;
    }

    public static Parser address(Function<FlowBatch, AddressColumn> column) {
        return (name, text, from, to, batch) ->
                IpAddresses.parse(column.apply(batch), batch.rows(), text, from, to - from);
    }

    public static Parser text(Function<FlowBatch, TextColumn> column) {
        return (name, text, from, to, batch) -> {
            column.apply(batch).set(batch.rows(), text, from, to - from);
            return true;
        };
    }

    /** Puts a value into the attributes as it is. */
    public static boolean keep(String name, byte[] text, int from, int to, FlowBatch batch) {
        batch.attributes.put(batch.rows(), name, new String(text, from, to - from, StandardCharsets.UTF_8));
        return true;
    }

    /** Puts a number that its column cannot hold into the attributes, and says so. */
    public static boolean outOfRange(String name, byte[] text, int from, int to, FlowBatch batch) {
        batch.flag(QualityFlag.VALUE_OUT_OF_RANGE);
        return keep(name, text, from, to, batch);
    }
}
