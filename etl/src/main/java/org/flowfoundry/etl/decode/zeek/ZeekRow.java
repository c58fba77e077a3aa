package org.flowfoundry.etl.decode.zeek;

import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.text.RowChecks;

/** What is settled when all fields of a conn record are in their row. */
final class ZeekRow {

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    private ZeekRow() {}

    /** Completes the row being filled; the reason where it is no flow, null where it is. */
    static String complete(FlowBatch batch) {
        int row = batch.rows();
        if (batch.sourceAddress.isNull(row) || batch.destinationAddress.isNull(row)) {
            return "No value in " + (batch.sourceAddress.isNull(row) ? "id.orig_h" : "id.resp_h");
        }
        completeEnd(batch, row);
        completePorts(batch, row);
        RowChecks.flagDoubts(batch);
        return null;
    }

    /** Turns the duration that stands in {@code flow_end} into an end. */
    private static void completeEnd(FlowBatch batch, int row) {
        if (batch.flowStart.isNull(row)) {
            batch.flowEnd.setNull(row);
        } else if (!batch.flowEnd.isNull(row)) {
            batch.flowEnd.set(row, batch.flowStart.get(row) + batch.flowEnd.get(row));
        }
    }

    private static void completePorts(FlowBatch batch, int row) {
        int protocol = batch.protocol.isNull(row) ? -1 : batch.protocol.get(row);
        if (protocol == ICMP && batch.sourceAddress.isIpv6(row)) {
            protocol = ICMPV6;
            batch.protocol.set(row, ICMPV6);
        }
        if (RowChecks.isIcmp(protocol)) {
            completeIcmp(batch, row);
        }
        if (!RowChecks.hasPorts(protocol)) {
            RowChecks.dropPort(batch, batch.sourcePort, "id.orig_p");
            RowChecks.dropPort(batch, batch.destinationPort, "id.resp_p");
        }
    }

    /**
     * Zeek writes an ICMP message's type as the originator's port. The responder's port is the code; but for the types that
     * are asked and answered, whose code is 0 by RFC 792 and its kin, it is the type of the answer, which is kept as an
     * attribute.
     */
    private static void completeIcmp(FlowBatch batch, int row) {
        if (batch.sourcePort.isNull(row) || batch.destinationPort.isNull(row)) {
            return;
        }
        int type = batch.sourcePort.get(row);
        int code = batch.destinationPort.get(row);
        if (type > 255 || code > 255) {
            batch.flag(QualityFlag.VALUE_OUT_OF_RANGE);
            return;
        }
        batch.icmpType.set(row, type);
        batch.sourcePort.setNull(row);
        boolean answered = code == answerTo(type);
        batch.icmpCode.set(row, answered ? 0 : code);
        if (!answered) {
            batch.destinationPort.setNull(row);
        }
    }

    /** The type that answers an ICMP or ICMPv6 type, whose numbers do not overlap; -1 for those that are not answered. */
    private static int answerTo(int type) {
        return switch (type) {
            case 0 -> 8;
            case 8 -> 0;
            case 9 -> 10;
            case 10 -> 9;
            case 13, 15, 17, 128, 130, 133, 135, 139, 144 -> type + 1;
            case 14, 16, 18, 129, 131, 134, 136, 140, 145 -> type - 1;
            default -> -1;
        };
    }
}
