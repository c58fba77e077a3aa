package org.flowfoundry.etl.simulate.traffic;

/**
 * What one side of a conversation sent.
 *
 * @param payload bytes behind the transport header
 * @param headerBytes bytes of IP and transport header in each packet
 * @param tcpFlags union of the TCP flags, 0 for other protocols
 */
public record Direction(long packets, long payload, int headerBytes, int tcpFlags) {

    public static final Direction SILENT = new Direction(0, 0, 0, 0);

    /** Bytes from the IP header on, as flow meters count them. */
    public long bytes() {
        return payload + packets * headerBytes;
    }

    /**
     * What was sent between two moments, given as shares of the conversation's duration. Packets are spread evenly, the first
     * at its begin and the last at its end.
     */
    Direction part(double from, double to, int flags) {
        long before = from <= 0 ? 0 : packetsBy(from);
        long until = packetsBy(to);
        if (until == before) {
            return SILENT;
        }
        return new Direction(until - before, payloadOf(until) - payloadOf(before), headerBytes, flags);
    }

    private long packetsBy(double share) {
        return share >= 1 || packets == 0 ? packets : 1 + (long) StrictMath.floor((packets - 1) * share);
    }

    private long payloadOf(long firstPackets) {
        return firstPackets == packets ? payload : (long) StrictMath.floor((double) payload / packets * firstPackets);
    }
}
