package org.flowfoundry.etl.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextMapColumn;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * Makes two one-way rows of every row with both directions (RFC 5103): the second has source and destination, ingress and
 * egress swapped, the reverse counters and flags as its own, and the times of the first. A direction without packets gets no
 * row, unless both have none. What the source tells of the forward direction alone (tos, ICMP type and code) is null in the
 * second row.
 */
final class BiflowSplitter {

    private static final int MOST_NAMES = 4096;

    private final Map<String, String> reverseNames = new HashMap<>();
    private FlowBatch split;

    /** The batch with its two-way rows split; the batch itself where it has none. Valid until the next call. */
    FlowBatch apply(FlowBatch batch) {
        if (batch.reversePackets.presentCount() == 0
                && batch.reverseBytes.presentCount() == 0
                && batch.reverseTcpFlags.presentCount() == 0) {
            return batch;
        }
        if (split == null) {
            split = new FlowBatch(2 * batch.capacity());
        }
        split.clear();
        for (int row = 0; row < batch.rows(); row++) {
            boolean reverse = hasTraffic(batch.reversePackets, batch.reverseBytes, row);
            if (!reverse || hasTraffic(batch.packets, batch.bytes, row)) {
                addForward(batch, row);
            }
            if (reverse) {
                addReverse(batch, row);
            }
        }
        return split;
    }

    private static boolean hasTraffic(LongColumn packets, LongColumn bytes, int row) {
        LongColumn counter = packets.isNull(row) ? bytes : packets;
        return !counter.isNull(row) && counter.get(row) != 0;
    }

    private void addForward(FlowBatch batch, int row) {
        copyAll(batch, row);
        int to = split.rows();
        split.reversePackets.setNull(to);
        split.reverseBytes.setNull(to);
        split.reverseTcpFlags.setNull(to);
        split.endRow();
    }

    private void addReverse(FlowBatch batch, int row) {
        int to = split.rows();
        for (int i = 0; i < batch.columns().size(); i++) {
            if (batch.columns().get(i) != batch.attributes) {
                split.columns().get(i).copy(batch.columns().get(i), row, to);
            }
        }
        swap(batch, row, to);
        split.packets.copy(batch.reversePackets, row, to);
        split.bytes.copy(batch.reverseBytes, row, to);
        split.tcpFlags.copy(batch.reverseTcpFlags, row, to);
        for (Column unknown : List.of(
                split.reversePackets,
                split.reverseBytes,
                split.reverseTcpFlags,
                split.tos,
                split.icmpType,
                split.icmpCode)) {
            unknown.setNull(to);
        }
        copyAttributes(batch.attributes, row, to);
        split.endRow();
    }

    private void copyAll(FlowBatch batch, int row) {
        for (int i = 0; i < batch.columns().size(); i++) {
            split.columns().get(i).copy(batch.columns().get(i), row, split.rows());
        }
    }

    private void swap(FlowBatch batch, int row, int to) {
        split.sourceAddress.copy(batch.destinationAddress, row, to);
        split.destinationAddress.copy(batch.sourceAddress, row, to);
        split.sourcePort.copy(batch.destinationPort, row, to);
        split.destinationPort.copy(batch.sourcePort, row, to);
        split.ingressInterface.copy(batch.egressInterface, row, to);
        split.egressInterface.copy(batch.ingressInterface, row, to);
        split.sourceAs.copy(batch.destinationAs, row, to);
        split.destinationAs.copy(batch.sourceAs, row, to);
    }

    private void copyAttributes(TextMapColumn attributes, int row, int to) {
        for (int i = attributes.start(row), end = i + attributes.size(row); i < end; i++) {
            String name = attributes.keys().get(i);
            if (reverseNames.size() >= MOST_NAMES) {
                reverseNames.clear();
            }
            split.attributes.put(
                    to,
                    reverseNames.computeIfAbsent(name, BiflowSplitter::reverseName),
                    attributes.values().get(i));
        }
    }

    /** The name under which the other direction's record would carry a field; IPFIX names tell by themselves. */
    private static String reverseName(String name) {
        String[][] pairs = {{"source", "destination"}, {"Source", "Destination"}, {"ingress", "egress"}};
        for (String[] pair : pairs) {
            if (name.contains(pair[0])) {
                return name.replace(pair[0], pair[1]);
            }
            if (name.contains(pair[1])) {
                return name.replace(pair[1], pair[0]);
            }
        }
        return name;
    }
}
