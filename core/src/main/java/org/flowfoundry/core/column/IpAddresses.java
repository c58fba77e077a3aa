package org.flowfoundry.core.column;

import java.nio.charset.StandardCharsets;

/** Text forms of IP addresses held as integers: dotted IPv4, and IPv6 as RFC 5952 section 4 wants it. */
public final class IpAddresses {

    private IpAddresses() {}

    /** The text of an address as {@link AddressColumn} holds it. */
    public static String text(boolean ipv6, long high, long low) {
        return ipv6 ? ipv6Text(high, low) : ipv4Text((int) low);
    }

    /** Dotted decimal text of 32 bits in network order. */
    public static String ipv4Text(int address) {
        return (address >>> 24) + "." + ((address >>> 16) & 0xff) + "." + ((address >>> 8) & 0xff) + "."
                + (address & 0xff);
    }

    /** RFC 5952 text: lower case, the longest run of two or more zero groups (the first of equals) shortened to {@code ::}. */
    public static String ipv6Text(long high, long low) {
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && group(high, low, i + length) == 0) {
                length++;
            }
            if (length > runLength) {
                runStart = i;
                runLength = length;
            }
            i += length;
        }
        if (runStart == 0 && runLength == 5 && group(high, low, 5) == 0xffff) {
            return "::ffff:" + ipv4Text((int) low);
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(high, low, i)));
            }
        }
        return text.toString();
    }

    /**
     * Parses an address from text into a row of a column.
     *
     * @return false, with the row left null, where the text is no IPv4 or IPv6 address; nothing is looked up by name
     */
    public static boolean parse(AddressColumn column, int row, CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) == ':') {
                return parseIpv6(column, row, text);
            }
        }
        long address = parseIpv4(text, 0, length);
        if (address >= 0) {
            column.setIpv4(row, (int) address);
        }
        return address >= 0;
    }

    /** Parses an address from ASCII bytes, as {@link #parse(AddressColumn, int, CharSequence)} does. */
    public static boolean parse(AddressColumn column, int row, byte[] ascii, int offset, int length) {
        return length <= 64 && parse(column, row, new String(ascii, offset, length, StandardCharsets.ISO_8859_1));
    }

    private static long parseIpv4(CharSequence text, int from, int to) {
        long address = 0;
        int octets = 0;
        int octet = -1;
        for (int i = from; i <= to; i++) {
            char c = i < to ? text.charAt(i) : '.';
            if (c == '.') {
                if (octet < 0 || ++octets > 4) {
                    return -1;
                }
                address = address << 8 | octet;
                octet = -1;
            } else if (c < '0' || c > '9') {
                return -1;
            } else {
                octet = Math.max(octet, 0) * 10 + (c - '0');
                if (octet > 255) {
                    return -1;
                }
            }
        }
        return octets == 4 ? address : -1;
    }

    private static boolean parseIpv6(AddressColumn column, int row, CharSequence text) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int i = 0;
        int length = text.length();
        if (length >= 2 && text.charAt(0) == ':' && text.charAt(1) == ':') {
            gap = 0;
            i = 2;
        }
        while (i < length) {
            int end = i;
            while (end < length && text.charAt(end) != ':') {
                end++;
            }
            long ipv4 = end == length && count <= 6 ? parseIpv4(text, i, end) : -1;
            if (ipv4 >= 0) {
                groups[count++] = (int) (ipv4 >>> 16);
                groups[count++] = (int) (ipv4 & 0xffff);
                break;
            }
            int value = hexGroup(text, i, end);
            if (value < 0 || count == 8) {
                return false;
            }
            groups[count++] = value;
            if (end == length) {
                break;
            }
            i = end + 1;
            if (i == length) {
                return false;
            }
            if (text.charAt(i) == ':') {
                if (gap >= 0) {
                    return false;
                }
                gap = count;
                i++;
            }
        }
        if (gap < 0 ? count != 8 : count > 7) {
            return false;
        }
        if (gap >= 0) {
            System.arraycopy(groups, gap, groups, 8 - (count - gap), count - gap);
            java.util.Arrays.fill(groups, gap, 8 - (count - gap), 0);
        }
        column.setIpv6(row, packed(groups, 0), packed(groups, 4));
        return true;
    }

    private static int hexGroup(CharSequence text, int from, int to) {
        if (to - from < 1 || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static long packed(int[] groups, int from) {
        return (long) groups[from] << 48
                | (long) groups[from + 1] << 32
                | (long) groups[from + 2] << 16
                | groups[from + 3];
    }

    private static int group(long high, long low, int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
    }
}
