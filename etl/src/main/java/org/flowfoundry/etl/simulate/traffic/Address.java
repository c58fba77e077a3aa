package org.flowfoundry.etl.simulate.traffic;

import org.flowfoundry.core.column.IpAddresses;

/**
 * An IP address.
 *
 * @param high the first 64 bits of an IPv6 address, 0 for IPv4
 * @param low the last 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
 */
public record Address(boolean ipv6, long high, long low) {

    public static Address ipv4(int bits) {
        return new Address(false, 0, bits & 0xffff_ffffL);
    }

    /** RFC 5952 text. */
    public String text() {
        return IpAddresses.text(ipv6, high, low);
    }
}
