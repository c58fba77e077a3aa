package org.flowfoundry.etl.simulate.traffic;

/**
 * Packets of one 5-tuple, both ways, or the part of them between two moments.
 *
 * @param start of its first packet, microseconds since 1970 UTC
 * @param end of its last packet, microseconds since 1970 UTC
 * @param tos type of service or traffic class octet
 */
public record Conversation(
        long start,
        long end,
        Endpoints endpoints,
        Direction forward,
        Direction reverse,
        Outcome outcome,
        int tos,
        Cause cause) {

    private static final int SYN = 0x02;
    private static final int FIN_RST = 0x05;

    public long packets() {
        return forward.packets() + reverse.packets();
    }

    public Conversation because(Cause other) {
        return new Conversation(start, end, endpoints, forward, reverse, outcome, tos, other);
    }

    Conversation marked(int newTos) {
        return new Conversation(start, end, endpoints, forward, reverse, outcome, newTos, cause);
    }

    /** What a meter counts of it between two moments; SYN is in the part with its start, FIN and RST in that with its end. */
    public Conversation part(long from, long to) {
        long first = Math.max(start, from);
        long last = Math.min(end, to);
        if (first == start && last == end) {
            return this;
        }
        double length = end - start;
        double share = (first - start) / length;
        double until = (last - start) / length;
        int unseen = (first > start ? SYN : 0) | (last < end ? FIN_RST : 0);
        Direction sent = forward.part(share, until, forward.tcpFlags() & ~unseen);
        Direction answered = reverse.part(share, until, reverse.tcpFlags() & ~unseen);
        if (sent.packets() == forward.packets() && answered.packets() == reverse.packets()) {
            return new Conversation(first, last, endpoints, forward, reverse, outcome, tos, cause);
        }
        Outcome seen = last < end && outcome.closed() ? Outcome.OPEN : outcome;
        return new Conversation(first, last, endpoints, sent, answered, seen, tos, cause);
    }

    /** The same with the answering side first: how a meter sees a part in which only that side sent. */
    public Conversation turned() {
        return new Conversation(
                start, end, endpoints.reversed(), /* forward= */ reverse, /* reverse= */ forward, outcome, tos, cause);
    }
}
