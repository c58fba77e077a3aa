package org.flowfoundry.core.column;

/**
 * A column of IP addresses as integers. An IPv4 address is its 32 bits in {@code low} (and 0 in {@code high}); an IPv6
 * address is its upper and lower 64 bits. Text is made only where a reader needs it.
 */
public final class AddressColumn extends Column {

    private final long[] high;
    private final long[] low;
    private final boolean[] ipv6;

    public AddressColumn(String name, int capacity) {
        super(name, capacity);
        this.high = new long[capacity];
        this.low = new long[capacity];
        this.ipv6 = new boolean[capacity];
    }

    /** Sets an IPv4 address from its 32 bits, network order. */
    public void setIpv4(int row, int address) {
        high[row] = 0;
        low[row] = Integer.toUnsignedLong(address);
        ipv6[row] = false;
        markPresent(row);
    }

    /** Sets an IPv6 address from its upper and lower 64 bits, network order. */
    public void setIpv6(int row, long upper, long lower) {
        high[row] = upper;
        low[row] = lower;
        ipv6[row] = true;
        markPresent(row);
    }

    public boolean isIpv6(int row) {
        return ipv6[row];
    }

    public long high(int row) {
        return high[row];
    }

    public long low(int row) {
        return low[row];
    }

    /** RFC 5952 text of the address at the row, dotted for IPv4; null where the row is null. */
    public String text(int row) {
        return isNull(row) ? null : IpAddresses.text(ipv6[row], high[row], low[row]);
    }

    @Override
    public void copy(Column from, int fromRow, int row) {
        AddressColumn other = (AddressColumn) from;
        if (other.isNull(fromRow)) {
            setNull(row);
        } else if (other.ipv6[fromRow]) {
            setIpv6(row, other.high[fromRow], other.low[fromRow]);
        } else {
            setIpv4(row, (int) other.low[fromRow]);
        }
    }
}
