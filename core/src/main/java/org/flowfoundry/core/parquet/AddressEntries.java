package org.flowfoundry.core.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.IpAddresses;

/**
 * Distinct addresses, found by their integers; text is made once for each. IPv4 addresses are hashed into a table of their
 * own, whose slots hold address and index in one {@code long}: one look at memory finds most of them.
 */
final class AddressEntries extends ByteEntries {

    private static final int SMALLEST_TABLE = 1024;
    private static final int LARGEST_KEPT_TABLE = 1 << 17;
    private static final int BYTES_PER_ENTRY = 48;

    /** Upper half: the address, lower half: its index + 1; 0 where free. */
    private long[] ipv4Slots = new long[SMALLEST_TABLE];

    private int ipv4Count;

    /** Index + 1 of an IPv6 entry; 0 where free. */
    private int[] ipv6Slots = new int[SMALLEST_TABLE];

    private int ipv6Count;
    private long[] high = new long[SMALLEST_TABLE];
    private long[] low = new long[SMALLEST_TABLE];
    private boolean[] ipv6 = new boolean[SMALLEST_TABLE];
    private int size;

    @Override
    void gather(Column column, int[] rows, int count, ByteValues page) {
        AddressColumn addresses = (AddressColumn) column;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            page.add(
                    addresses.isIpv6(row)
                            ? ipv6Index(addresses.high(row), addresses.low(row))
                            : ipv4Index(addresses.low(row)));
        }
    }

    @Override
    int size() {
        return size;
    }

    @Override
    long bytes() {
        return (long) BYTES_PER_ENTRY * size;
    }

    @Override
    void clear() {
        if (ipv4Slots.length > LARGEST_KEPT_TABLE || ipv6Slots.length > LARGEST_KEPT_TABLE) {
            ipv4Slots = new long[SMALLEST_TABLE];
            ipv6Slots = new int[SMALLEST_TABLE];
        } else {
            Arrays.fill(ipv4Slots, 0);
            Arrays.fill(ipv6Slots, 0);
        }
        ipv4Count = 0;
        ipv6Count = 0;
        size = 0;
    }

    @Override
    void write(int index, GrowingBytes out) {
        int start = out.skip(Integer.BYTES);
        if (ipv6[index]) {
            byte[] text = IpAddresses.ipv6Text(high[index], low[index]).getBytes(StandardCharsets.US_ASCII);
            out.write(text, 0, text.length);
        } else {
            writeDotted((int) low[index], out);
        }
        out.setInt(start, out.size() - start - Integer.BYTES);
    }

    private int ipv4Index(long address) {
        int mask = ipv4Slots.length - 1;
        int slot = slot(address, mask);
        while (ipv4Slots[slot] != 0) {
            if (ipv4Slots[slot] >>> Integer.SIZE == address) {
                return (int) ipv4Slots[slot] - 1;
            }
            slot = slot + 1 & mask;
        }
        int index = append(0, address, false);
        ipv4Slots[slot] = address << Integer.SIZE | index + 1;
        if (++ipv4Count * 2 > ipv4Slots.length) {
            growIpv4();
        }
        return index;
    }

    private int ipv6Index(long upper, long lower) {
        int mask = ipv6Slots.length - 1;
        int slot = slot(upper * 31 + lower, mask);
        while (ipv6Slots[slot] != 0) {
            int index = ipv6Slots[slot] - 1;
            if (low[index] == lower && high[index] == upper) {
                return index;
            }
            slot = slot + 1 & mask;
        }
        int index = append(upper, lower, true);
        ipv6Slots[slot] = index + 1;
        if (++ipv6Count * 2 > ipv6Slots.length) {
            growIpv6();
        }
        return index;
    }

    private int append(long upper, long lower, boolean isIpv6) {
        if (size == low.length) {
            high = Arrays.copyOf(high, size * 2);
            low = Arrays.copyOf(low, size * 2);
            ipv6 = Arrays.copyOf(ipv6, size * 2);
        }
        high[size] = upper;
        low[size] = lower;
        ipv6[size] = isIpv6;
        return size++;
    }

    private void growIpv4() {
        long[] old = ipv4Slots;
        ipv4Slots = new long[old.length * 2];
        int mask = ipv4Slots.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int slot = slot(entry >>> Integer.SIZE, mask);
                while (ipv4Slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                ipv4Slots[slot] = entry;
            }
        }
    }

    private void growIpv6() {
        int[] old = ipv6Slots;
        ipv6Slots = new int[old.length * 2];
        int mask = ipv6Slots.length - 1;
        for (int entry : old) {
            if (entry != 0) {
                int slot = slot(high[entry - 1] * 31 + low[entry - 1], mask);
                while (ipv6Slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                ipv6Slots[slot] = entry;
            }
        }
    }

    private static int slot(long key, int mask) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }

    private static void writeDotted(int address, GrowingBytes out) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = address >>> shift & 0xff;
            if (octet >= 100) {
                out.write('0' + octet / 100);
            }
            if (octet >= 10) {
                out.write('0' + octet / 10 % 10);
            }
            out.write('0' + octet % 10);
            if (shift > 0) {
                out.write('.');
            }
        }
    }
}
