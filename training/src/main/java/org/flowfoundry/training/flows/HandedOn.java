package org.flowfoundry.training.flows;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What a partition of flows, sorted by host and time, hands on to the next: a host whose flows fill several of them keeps its
 * history over their borders.
 *
 * @param partition its number
 * @param first the host of its first flow
 * @param latest the latest flows of the host of its last flow
 * @param isOneHost whether all of its flows are of one host
 */
record HandedOn(int partition, String first, List<HostEnd> latest, boolean isOneHost) implements Serializable {

    /** Of a partition's rows; nothing of an empty one. */
    static Iterator<HandedOn> of(int partition, Iterator<Row> rows) {
        Deque<HostEnd> latest = new ArrayDeque<>();
        String first = null;
        boolean isOneHost = true;
        while (rows.hasNext()) {
            HostEnd end = HostEnd.of(rows.next());
            first = first == null ? end.host() : first;
            if (!latest.isEmpty() && !latest.getLast().host().equals(end.host())) {
                latest.clear();
                isOneHost = false;
            }
            latest.addLast(end);
            if (latest.size() > HostHistory.LENGTH) {
                latest.removeFirst();
            }
        }
        return first == null
                ? List.<HandedOn>of().iterator()
                : List.of(new HandedOn(partition, first, List.copyOf(latest), isOneHost))
                        .iterator();
    }

    /** What the flows before a partition hand on to it, in order. */
    static List<HostEnd> to(int partition, List<HandedOn> all) {
        String host = all.stream()
                .filter(one -> one.partition == partition)
                .map(HandedOn::first)
                .findFirst()
                .orElse(null);
        List<HostEnd> handed = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && host != null; i--) {
            HandedOn one = all.get(i);
            if (one.partition < partition) {
                if (!one.latest.get(0).host().equals(host)) {
                    break;
                }
                handed.addAll(0, one.latest);
                if (!one.isOneHost || handed.size() >= HostHistory.LENGTH) {
                    break;
                }
            }
        }
        return handed;
    }
}
