package org.flowfoundry.etl.decode.text;

import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;

/** What is looked at when all fields of a text record are in its row. */
public final class RowChecks {

    private RowChecks() {}

    /** Whether the protocol's packets carry port numbers: TCP, UDP, DCCP, SCTP, UDP-Lite. */
    public static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case 6, 17, 33, 132, 136 -> true;
            default -> false;
        };
    }

    /** Whether the protocol is ICMP or ICMPv6. */
    public static boolean isIcmp(int protocol) {
        return protocol == 1 || protocol == 58;
    }

    /** Makes the port of a protocol without ports null; one that is not 0 all the same stands in the attributes. */
    public static void dropPort(FlowBatch batch, IntColumn port, String name) {
        int row = batch.rows();
        if (!port.isNull(row)) {
            if (port.get(row) != 0) {
                batch.attributes.put(row, name, Integer.toString(port.get(row)));
            }
            port.setNull(row);
        }
    }

    /** Makes both ports null where the row's protocol is known to have none, or to be none of IP's. */
    public static void dropPorts(FlowBatch batch, String sourceName, String destinationName) {
        int row = batch.rows();
        if (batch.protocol.isNull(row) || !hasPorts(batch.protocol.get(row))) {
            dropPort(batch, batch.sourcePort, sourceName);
            dropPort(batch, batch.destinationPort, destinationName);
        }
    }

    /** Flags what is doubtful about the row's times, counters and addresses. */
    public static void flagDoubts(FlowBatch batch) {
        int row = batch.rows();
        if (batch.flowStart.isNull(row)) {
            batch.flag(QualityFlag.TIME_MISSING);
        } else if (!batch.flowEnd.isNull(row) && batch.flowEnd.get(row) < batch.flowStart.get(row)) {
            batch.flag(QualityFlag.END_BEFORE_START);
        }
        if (batch.packets.isNull(row) || batch.bytes.isNull(row)) {
            batch.flag(QualityFlag.COUNTERS_MISSING);
        }
        boolean silent = !batch.packets.isNull(row) && batch.packets.get(row) == 0;
        if (silent && (batch.reversePackets.isNull(row) || batch.reversePackets.get(row) == 0)) {
            batch.flag(QualityFlag.ZERO_PACKETS);
        }
        if (isMapped(batch.sourceAddress, row) || isMapped(batch.destinationAddress, row)) {
            batch.flag(QualityFlag.IPV4_MAPPED);
        }
    }

    private static boolean isMapped(AddressColumn address, int row) {
        return !address.isNull(row)
                && address.isIpv6(row)
                && address.high(row) == 0
                && address.low(row) >>> 32 == 0xffff;
    }
}
