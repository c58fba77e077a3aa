package org.flowfoundry.etl.decode.netflow;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.etl.decode.capture.NetworkBytes;

/** The abstract data types of RFC 7011 section 6.1 and RFC 6313, each with the text of its values. */
enum DataType {
    OCTET_ARRAY("octetArray"),
    UNSIGNED8("unsigned8"),
    UNSIGNED16("unsigned16"),
    UNSIGNED32("unsigned32"),
    UNSIGNED64("unsigned64"),
    SIGNED8("signed8"),
    SIGNED16("signed16"),
    SIGNED32("signed32"),
    SIGNED64("signed64"),
    FLOAT32("float32"),
    FLOAT64("float64"),
    BOOLEAN("boolean"),
    MAC_ADDRESS("macAddress"),
    STRING("string"),
    DATE_TIME_SECONDS("dateTimeSeconds"),
    DATE_TIME_MILLISECONDS("dateTimeMilliseconds"),
    DATE_TIME_MICROSECONDS("dateTimeMicroseconds"),
    DATE_TIME_NANOSECONDS("dateTimeNanoseconds"),
    IPV4_ADDRESS("ipv4Address"),
    IPV6_ADDRESS("ipv6Address"),
    BASIC_LIST("basicList"),
    SUB_TEMPLATE_LIST("subTemplateList"),
    SUB_TEMPLATE_MULTI_LIST("subTemplateMultiList"),
    /** No registry tells: a number where the length is one of a number, else a string where all of it can be read as one. */
    UNTOLD("");

    /** The longest text of a value, in characters; longer ones are cut. */
    static final int MAXIMUM_TEXT = 1024;

    /** In the order of RFC 5610's codes; {@link #UNTOLD} has none. */
    private static final List<DataType> CODED =
            Arrays.stream(values()).filter(type -> type != UNTOLD).toList();

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final String[] SMALL = new String[1024];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = Integer.toString(i);
        }
    }

    private final String registryName;

    DataType(String registryName) {
        this.registryName = registryName;
    }

    /** The type by its name in IANA's registry; {@link #OCTET_ARRAY} for others. */
    static DataType named(String name) {
        for (DataType type : values()) {
            if (type.registryName.equals(name)) {
                return type;
            }
        }
        return OCTET_ARRAY;
    }

    /** The type by its code in RFC 5610 section 3.1; {@link #OCTET_ARRAY} for others. */
    static DataType coded(int code) {
        return code >= 0 && code < CODED.size() ? CODED.get(code) : OCTET_ARRAY;
    }

    /** The text of a value; null for one without bytes. A value whose length does not fit its type is hexadecimal. */
    String text(byte[] bytes, int at, int length) {
        if (length == 0) {
            return null;
        }
        return switch (this) {
            case UNSIGNED8, UNSIGNED16, UNSIGNED32, UNSIGNED64 ->
                length <= 8 ? unsigned(NetworkBytes.unsigned(bytes, at, length)) : hex(bytes, at, length);
            case SIGNED8, SIGNED16, SIGNED32, SIGNED64 ->
                length <= 8 ? Long.toString(signed(bytes, at, length)) : hex(bytes, at, length);
            case FLOAT32, FLOAT64 -> real(bytes, at, length);
            case BOOLEAN -> bool(bytes, at, length);
            case MAC_ADDRESS -> length == 6 ? COLONS.formatHex(bytes, at, at + 6) : hex(bytes, at, length);
            case STRING -> string(bytes, at, length);
            case DATE_TIME_SECONDS, DATE_TIME_MILLISECONDS, DATE_TIME_MICROSECONDS, DATE_TIME_NANOSECONDS ->
                time(bytes, at, length);
            case IPV4_ADDRESS ->
                length == 4 ? IpAddresses.ipv4Text((int) NetworkBytes.u32(bytes, at)) : hex(bytes, at, length);
            case IPV6_ADDRESS ->
                length == 16
                        ? IpAddresses.ipv6Text(NetworkBytes.u64(bytes, at), NetworkBytes.u64(bytes, at + 8))
                        : hex(bytes, at, length);
            case UNTOLD -> untold(bytes, at, length);
            case OCTET_ARRAY, BASIC_LIST, SUB_TEMPLATE_LIST, SUB_TEMPLATE_MULTI_LIST -> hex(bytes, at, length);
        };
    }

    private static String untold(byte[] bytes, int at, int length) {
        if (length == 1 || length == 2 || length == 4 || length == 8) {
            return unsigned(NetworkBytes.unsigned(bytes, at, length));
        }
        int end = at;
        while (end < at + length && bytes[end] >= ' ' && bytes[end] < 0x7f) {
            end++;
        }
        int padding = end;
        while (padding < at + length && bytes[padding] == 0) {
            padding++;
        }
        return padding == at + length && end > at ? string(bytes, at, length) : hex(bytes, at, length);
    }

    static String unsigned(long value) {
        return value >= 0 && value < SMALL.length ? SMALL[(int) value] : Long.toUnsignedString(value);
    }

    private static long signed(byte[] bytes, int at, int length) {
        int unused = 64 - 8 * length;
        return NetworkBytes.unsigned(bytes, at, length) << unused >> unused;
    }

    private static String real(byte[] bytes, int at, int length) {
        return switch (length) {
            case 4 -> Float.toString(Float.intBitsToFloat((int) NetworkBytes.u32(bytes, at)));
            case 8 -> Double.toString(Double.longBitsToDouble(NetworkBytes.u64(bytes, at)));
            default -> hex(bytes, at, length);
        };
    }

    private static String bool(byte[] bytes, int at, int length) {
        return length == 1 && (bytes[at] == 1 || bytes[at] == 2)
                ? Boolean.toString(bytes[at] == 1)
                : hex(bytes, at, length);
    }

    private String time(byte[] bytes, int at, int length) {
        TimeUnit unit = TimeUnit.of(this);
        if (length != unit.length()) {
            return hex(bytes, at, length);
        }
        long micros = unit.micros(NetworkBytes.unsigned(bytes, at, length));
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L)
                .toString();
    }

    /** UTF-8 without the padding some exporters put behind it, and without control characters. */
    static String string(byte[] bytes, int at, int length) {
        int end = at + length;
        while (end > at && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
            end--;
        }
        int zero = at;
        while (zero < end && bytes[zero] != 0) {
            zero++;
        }
        String text = new String(bytes, at, Math.min(zero - at, MAXIMUM_TEXT), StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return null;
        }
        return text.chars().anyMatch(Character::isISOControl) ? text.replaceAll("\\p{Cntrl}", "\ufffd") : text;
    }

    static String hex(byte[] bytes, int at, int length) {
        return "0x" + HexFormat.of().formatHex(bytes, at, at + Math.min(length, MAXIMUM_TEXT / 2));
    }
}
