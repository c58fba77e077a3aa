package org.flowfoundry.etl.decode.netflow;

import java.util.Map;

/**
 * Tells from the sequence numbers how much an exporter sent that is not in the file: flow records in v5, data records in IPFIX. In
 * v9, whose numbers count messages, it is messages, as nobody knows what was in them. Where records of a message could not
 * be counted for want of a template, nothing is said of the message behind it.
 */
final class SequenceTracker {

    private static final int MAXIMUM_SESSIONS = 10_000;

    private final Map<Session, SequenceSession> sessions = new BoundedMap<>(MAXIMUM_SESSIONS);
    private long lost;

    /** Each of an exporter's sockets counts by itself. */
    private record Session(ObservationDomain domain, int sourcePort) {}

    /** Takes note of a message, and says whether something was lost just before it. */
    boolean isGapBefore(ExportMessage message, RecordCount records) {
        Session key = new Session(message.domain, message.sourcePort);
        SequenceSession session = sessions.computeIfAbsent(key, added -> new SequenceSession());
        boolean messages = message.dialect == Dialect.V9;
        long before = session.lost();
        session.accept(
                message.sequence, messages ? 1 : records.all(), messages ? 1 : records.flows(), records.isCertain());
        lost += session.lost() - before;
        return session.lost() > before;
    }

    long lost() {
        return lost;
    }
}
