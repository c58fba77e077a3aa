package org.flowfoundry.etl.simulate.traffic;

/**
 * A machine with an IPv4 address, and perhaps an IPv6 address.
 *
 * @param dualStack whether the IPv6 address is in use
 */
public record Host(Address ipv4, Address ipv6, boolean dualStack) {

    private static final double IPV6_PREFERRED = 0.7;

    /** Whether a conversation of the two runs over IPv6. */
    boolean speaksIpv6With(Host other, RandomStream random) {
        return dualStack && other.dualStack && random.chance(IPV6_PREFERRED);
    }

    Address address(boolean overIpv6) {
        return overIpv6 ? ipv6 : ipv4;
    }
}
