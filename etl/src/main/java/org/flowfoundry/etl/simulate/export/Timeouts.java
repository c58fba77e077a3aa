package org.flowfoundry.etl.simulate.export;

import org.flowfoundry.etl.simulate.traffic.Conversation;

/**
 * When a meter ends a record.
 *
 * @param active seconds after which a flow that goes on is exported and counted anew
 * @param idle seconds without a packet after which a flow is over
 * @param observationEnd when the meter stops and exports what it holds, microseconds since 1970 UTC
 */
public record Timeouts(int active, int idle, long observationEnd) {

    /** Takes a part of a conversation that is one record. */
    interface Parts {
        void part(Conversation part, long exportTime, EndReason reason);
    }

    /** Cuts a conversation at each active time-out; parts without a packet make no record. */
    void split(Conversation conversation, Parts parts) {
        long timeout = active * 1_000_000L;
        for (long from = conversation.start(); from <= conversation.end(); from += timeout) {
            long to = from + timeout;
            Conversation part = conversation.part(from, to);
            if (part.packets() == 0) {
                continue;
            }
            if (to <= conversation.end()) {
                parts.part(part, to, EndReason.ACTIVE_TIMEOUT);
            } else {
                end(part, parts);
            }
        }
    }

    private void end(Conversation part, Parts parts) {
        long last = observationEnd - 1;
        long closing = part.outcome().closed() ? part.end() : part.end() + idle * 1_000_000L;
        EndReason reason = part.outcome().closed() ? EndReason.END_OF_FLOW : EndReason.IDLE_TIMEOUT;
        if (closing > last) {
            parts.part(part, last, EndReason.FORCED_END);
        } else {
            parts.part(part, closing, reason);
        }
    }
}
