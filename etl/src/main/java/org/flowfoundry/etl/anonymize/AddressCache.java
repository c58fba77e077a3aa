package org.flowfoundry.etl.anonymize;

import org.flowfoundry.core.column.AddressColumn;

/**
 * Maps addresses, remembering the images of those seen lately: one slot per hash value, so the memory is fixed (about 12 MB)
 * and a newcomer simply takes the slot over.
 */
final class AddressCache {

    private static final int SLOTS = 1 << 18;
    private static final int IPV6_SLOTS = 1 << 16;
    private static final long MAPPED_IPV4_PREFIX = 0xffff_0000_0000L;

    private final CryptoPan cryptoPan;
    private final long[] ipv4 = new long[SLOTS];
    private final boolean[] ipv4Used = new boolean[SLOTS];
    private final long[] ipv6 = new long[4 * IPV6_SLOTS];
    private final boolean[] ipv6Used = new boolean[IPV6_SLOTS];

    AddressCache(CryptoPan cryptoPan) {
        this.cryptoPan = cryptoPan;
    }

    /**
     * Replaces the address at a row by its image; a null stays. An IPv4 address mapped into IPv6 becomes the image of the
     * IPv4 address, mapped in the same way, so that a host is one host in both forms.
     */
    void map(AddressColumn column, int row) {
        if (column.isNull(row)) {
            return;
        }
        long high = column.high(row);
        long low = column.low(row);
        if (!column.isIpv6(row)) {
            column.setIpv4(row, ipv4((int) low));
        } else if (high == 0 && (low & ~0xffff_ffffL) == MAPPED_IPV4_PREFIX) {
            column.setIpv6(row, 0, MAPPED_IPV4_PREFIX | Integer.toUnsignedLong(ipv4((int) low)));
        } else {
            mapIpv6(column, row, high, low);
        }
    }

    private int ipv4(int address) {
        int slot = slot(address, SLOTS);
        if (!ipv4Used[slot] || (int) (ipv4[slot] >>> 32) != address) {
            ipv4[slot] = (long) address << 32 | Integer.toUnsignedLong(cryptoPan.ipv4(address));
            ipv4Used[slot] = true;
        }
        return (int) ipv4[slot];
    }

    private void mapIpv6(AddressColumn column, int row, long high, long low) {
        int slot = slot(high * 31 + low, IPV6_SLOTS);
        int at = 4 * slot;
        if (!ipv6Used[slot] || ipv6[at] != high || ipv6[at + 1] != low) {
            long[] image = cryptoPan.ipv6(high, low);
            ipv6[at] = high;
            ipv6[at + 1] = low;
            ipv6[at + 2] = image[0];
            ipv6[at + 3] = image[1];
            ipv6Used[slot] = true;
        }
        column.setIpv6(row, ipv6[at + 2], ipv6[at + 3]);
    }

    /** Fibonacci hashing: the upper bits of a product with 2^64 over the golden ratio. */
    private static int slot(long value, int slots) {
        return (int) ((value * 0x9E3779B97F4A7C15L) >>> (Long.numberOfLeadingZeros(slots) + 1));
    }
}
