package org.flowfoundry.etl.decode.text;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;

/** Fields that the tables of data sets share, whatever tool made them. */
public final class TableFields {

    private static final int GREATEST_PORT = 65_535;
    private static final int HEXADECIMAL = 16;

    /** More digits than this are no number that fits 63 bits. */
    private static final int MOST_HEXADECIMAL_DIGITS = 15;

    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}");

    private TableFields() {}

    /** A time in any of the forms of {@link Timestamps}. */
    public static Field.Parser time(Function<FlowBatch, LongColumn> column) {
        return (name, text, from, to, batch) -> {
            long micros = Timestamps.micros(text, from, to);
            return micros != Decimals.INVALID && Field.putTime(column, micros, name, text, from, to, batch);
        };
    }

    /** A protocol's number or name, see {@link IpProtocols}. */
    public static Field.Parser protocol() {
        return IpProtocols::parse;
    }

    /** An IP address; a MAC address, as flows without IP have, stands in the attributes. */
    public static Field.Parser address(Function<FlowBatch, AddressColumn> column) {
        return (name, text, from, to, batch) ->
                IpAddresses.parse(column.apply(batch), batch.rows(), text, from, to - from)
                        || (isMac(text, from, to) && Field.keep(name, text, from, to, batch));
    }

    /** A port, in decimal or as {@code 0x0035}; {@code -} where there is none. */
    public static Field.Parser port(Function<FlowBatch, IntColumn> column) {
        Field.Parser decimal = Field.number(column, GREATEST_PORT);
        return (name, text, from, to, batch) -> {
            if (to - from == 1 && text[from] == '-') {
                return true;
            }
            if (to - from < 3 || text[from] != '0' || (text[from + 1] | 0x20) != 'x') {
                return decimal.parse(name, text, from, to, batch);
            }
            long port = hexadecimal(text, from + 2, to);
            if (port < 0 || port > GREATEST_PORT) {
                return port != Decimals.INVALID && Field.outOfRange(name, text, from, to, batch);
            }
            column.apply(batch).set(batch.rows(), (int) port);
            return true;
        };
    }

    /** A whole number from 0 on that the row remembers; one out of range is as in all columns. */
    public static Field.Parser remembered(LongConsumer row) {
        return (name, text, from, to, batch) ->
                remember(Decimals.whole(text, from, to), row, name, text, from, to, batch);
    }

    /** A time span from 0 on, in seconds (scale 6) or the like, whose microseconds the row remembers. */
    public static Field.Parser rememberedSpan(LongConsumer row, int scale) {
        return (name, text, from, to, batch) ->
                remember(Decimals.scaled(text, from, to, scale), row, name, text, from, to, batch);
    }

    private static boolean remember(
            long value, LongConsumer row, String name, byte[] text, int from, int to, FlowBatch batch) {
        if (value >= 0 && value < Field.END_OF_TIME) {
            row.accept(value);
            return true;
        }
        return value != Decimals.INVALID && Field.outOfRange(name, text, from, to, batch);
    }

    /** A label that only counts where no other column of the line gave one, and is an attribute always. */
    public static boolean fallbackLabel(String name, byte[] text, int from, int to, FlowBatch batch) {
        if (batch.label.isNull(batch.rows())) {
            batch.label.set(batch.rows(), text, from, to - from);
        }
        return Field.keep(name, text, from, to, batch);
    }

    private static boolean isMac(byte[] text, int from, int to) {
        return MAC.matcher(new String(text, from, to - from, StandardCharsets.ISO_8859_1))
                .matches();
    }

    private static long hexadecimal(byte[] text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text[i], HEXADECIMAL);
            if (digit < 0) {
                return Decimals.INVALID;
            }
            value = i - from < MOST_HEXADECIMAL_DIGITS ? value * HEXADECIMAL + digit : Decimals.OUT_OF_RANGE;
        }
        return value < 0 ? Decimals.OUT_OF_RANGE : value;
    }
}
