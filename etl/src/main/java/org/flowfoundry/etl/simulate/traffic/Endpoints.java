package org.flowfoundry.etl.simulate.traffic;

/** The 5-tuple. For ICMP, type and code stand in place of source and destination port. */
public record Endpoints(Address source, int sourcePort, Address destination, int destinationPort, int protocol) {

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    private static final int ECHO_REPLY_V6 = 129;

    public boolean ipv6() {
        return source.ipv6();
    }

    public boolean icmp() {
        return protocol == ICMP || protocol == ICMPV6;
    }

    /** As seen from the other side; an echo request becomes an echo reply. */
    public Endpoints reversed() {
        if (icmp()) {
            return new Endpoints(destination, protocol == ICMPV6 ? ECHO_REPLY_V6 : 0, source, 0, protocol);
        }
        return new Endpoints(destination, destinationPort, source, sourcePort, protocol);
    }
}
