package org.flowfoundry.etl.decode.nfcapd;

import java.util.HexFormat;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.core.column.TextMapColumn;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * The fields of a flow that have no column, under their names in the IPFIX registry, or the name the exporter's vendor or
 * nfdump gives them where the registry has none.
 *
 * <p>nfdump keeps fields in groups, and zeroes for those of a group that the exporter did not send. So a zero says
 * nothing, and no attribute is made of it.
 */
final class Attributes {

    private static final int MPLS_LABELS = 10;
    private static final String[] SMALL_NUMBERS = new String[1024];
    private static final String[] MPLS_NAMES = new String[MPLS_LABELS];

    static {
        for (int i = 0; i < SMALL_NUMBERS.length; i++) {
            SMALL_NUMBERS[i] = Integer.toString(i);
        }
        MPLS_NAMES[0] = "mplsTopLabelStackSection";
        for (int i = 1; i < MPLS_LABELS; i++) {
            MPLS_NAMES[i] = "mplsLabelStackSection" + (i + 1);
        }
    }

    private final TextCache ipv4Texts = new TextCache(address -> IpAddresses.ipv4Text((int) address));
    private final TextCache macTexts = new TextCache(Attributes::macText);
    private TextMapColumn column;
    private int row;

    void begin(FlowBatch batch) {
        column = batch.attributes;
        row = batch.rows();
    }

    /** An unsigned number; left out where it is 0. */
    void number(String name, long value) {
        if (value != 0) {
            column.put(row, name, text(value));
        }
    }

    void text(String name, String value) {
        if (!value.isEmpty()) {
            column.put(row, name, value);
        }
    }

    /** An IPv4 address; left out where it is 0.0.0.0. */
    void ipv4(String name, int address) {
        if (address != 0) {
            column.put(row, name, ipv4Texts.get(address));
        }
    }

    /** An IPv6 address; left out where it is all zeroes. */
    void ipv6(String name, long high, long low) {
        if ((high | low) != 0) {
            column.put(row, name, IpAddresses.ipv6Text(high, low));
        }
    }

    /** A MAC address in the lower 48 bits; left out where it is 0. */
    void mac(String name, long address) {
        if (address != 0) {
            column.put(row, name, macTexts.get(address));
        }
    }

    /** Ten label stack entries as {@code label-experimental-bottom}, as nfdump prints them. */
    void mplsLabels(Bytes bytes, int at) {
        for (int i = 0; i < MPLS_LABELS; i++) {
            int entry = bytes.i32(at + 4 * i);
            if (entry != 0) {
                column.put(row, MPLS_NAMES[i], (entry >>> 4) + "-" + ((entry >>> 1) & 7) + "-" + (entry & 1));
            }
        }
    }

    /** An access list entry of Cisco's firewalls: three ids in hex. */
    void accessList(String name, Bytes bytes, int at) {
        int acl = bytes.i32(at);
        int entry = bytes.i32(at + 4);
        int extended = bytes.i32(at + 8);
        if ((acl | entry | extended) != 0) {
            HexFormat hex = HexFormat.of();
            String text = hex.toHexDigits(acl) + "-" + hex.toHexDigits(entry) + "-" + hex.toHexDigits(extended);
            column.put(row, name, "0x" + text);
        }
    }

    /** Bytes in hex. */
    void octets(String name, Bytes bytes, int at, int length) {
        column.put(row, name, HexFormat.of().formatHex(bytes.array(), at, at + length));
    }

    private static String macText(long address) {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            HexFormat.of().toHexDigits(text, (byte) (address >>> shift));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }

    private static String text(long value) {
        return value > 0 && value < SMALL_NUMBERS.length ? SMALL_NUMBERS[(int) value] : Long.toUnsignedString(value);
    }
}
