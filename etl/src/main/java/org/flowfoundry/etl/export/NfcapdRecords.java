package org.flowfoundry.etl.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * Writes flows as nfdump's V3 records (nfxV3.h): a header, then the elements that the flow has a value for. Numbers that do
 * not fit their field are written as 0, which is nfdump's word for not known, and counted.
 */
final class NfcapdRecords {

    /** Bytes of the longest flow record, with the records of its exporter before it. */
    static final int LONGEST = 512 + Texts.LONGEST;

    private static final int V3 = 11;
    private static final int GENERIC = 1;
    private static final int IPV4 = 2;
    private static final int IPV6 = 3;
    private static final int MISCELLANEOUS = 4;
    private static final int COUNTERS = 5;
    private static final int VLANS = 6;
    private static final int AUTONOMOUS_SYSTEMS = 7;
    private static final int RECEIVED_IPV4 = 12;
    private static final int RECEIVED_IPV6 = 13;
    private static final int LABEL = 28;

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final long U8 = 0xff;
    private static final long U16 = 0xffff;
    private static final long U32 = 0xffff_ffffL;
    private static final long IPV4_MAPPED = 0xffffL << 32;

    private final ByteBuffer out;
    private final NfcapdExporters exporters;
    private FlowCursor flow;
    private int count;
    private int elements;
    private long dropped;

    NfcapdRecords(ByteBuffer out) {
        this.out = out;
        this.exporters = new NfcapdExporters(out);
    }

    /**
     * What a record says.
     *
     * @param packets of both directions
     * @param bytes of both directions
     */
    record Written(int protocol, long packets, long bytes) {}

    /** How many records stand in the block. */
    int count() {
        return count;
    }

    void beginBlock() {
        count = 0;
    }

    /** How many values had no place. */
    long valuesDropped() {
        return dropped + exporters.valuesDropped();
    }

    /** Writes a flow, and its exporter before it where the file does not know it. */
    Written write(FlowCursor cursor) {
        flow = cursor;
        FlowBatch flows = cursor.flows();
        int exporter = exporters.number(cursor);
        count += exporters.takeWritten() + 1;
        int start = start(V3);
        int header = out.position();
        elements = 0;
        out.putInt(0).putShort((short) exporter).putShort((short) 0);
        Written forward = generic(flows);
        addresses(flows);
        interfaces(flows);
        Written written = reverse(flows, forward);
        vlan(flows);
        autonomousSystems(flows);
        exporterAddress(flows.exporterAddress);
        label(flows.label.get(cursor.row()));
        out.putShort(header, (short) elements);
        finish(start);
        return written;
    }

    private Written generic(FlowBatch flows) {
        int start = element(GENERIC);
        int protocol = (int) fit(flows.protocol, U8);
        long packets = fit(flows.packets, Long.MAX_VALUE);
        long bytes = fit(flows.bytes, Long.MAX_VALUE);
        boolean icmp = protocol == ICMP || protocol == ICMPV6;
        out.putLong(fit(flow.startMillis(), Long.MAX_VALUE)).putLong(fit(flow.endMillis(), Long.MAX_VALUE));
        out.putLong(Math.floorDiv(fit(flows.exportTime, Long.MAX_VALUE), 1_000));
        out.putLong(packets).putLong(bytes);
        out.putShort((short) fit(flows.sourcePort, U16));
        out.putShort((short) (icmp ? typeAndCode(flows) : fit(flows.destinationPort, U16)));
        out.put((byte) protocol).put((byte) tcpFlags(flows.tcpFlags));
        out.put((byte) 0).put((byte) fit(flows.tos, U8)); // forwarding status unknown
        finish(start);
        return new Written(protocol, packets, bytes);
    }

    private long typeAndCode(FlowBatch flows) {
        return fit(flows.icmpType, U8) << 8 | fit(flows.icmpCode, U8);
    }

    /** IPFIX has sixteen bits of them, nfdump the lower eight. */
    private long tcpFlags(IntColumn column) {
        long flags = fit(column, U16);
        dropped += flags > U8 ? 1 : 0;
        return flags & U8;
    }

    /** A flow between an IPv4 and an IPv6 address has both as IPv6. */
    private void addresses(FlowBatch flows) {
        AddressColumn source = flows.sourceAddress;
        AddressColumn destination = flows.destinationAddress;
        int row = flow.row();
        if (source.isNull(row) && destination.isNull(row)) {
            return;
        }
        boolean ipv6 = isIpv6(source) || isIpv6(destination);
        int start = element(ipv6 ? IPV6 : IPV4);
        address(source, ipv6);
        address(destination, ipv6);
        finish(start);
    }

    private boolean isIpv6(AddressColumn column) {
        return !column.isNull(flow.row()) && column.isIpv6(flow.row());
    }

    private void address(AddressColumn column, boolean asIpv6) {
        int row = flow.row();
        boolean isNull = column.isNull(row);
        long low = isNull ? 0 : column.low(row);
        if (!asIpv6) {
            out.putInt((int) low);
        } else if (isNull || column.isIpv6(row)) {
            out.putLong(isNull ? 0 : column.high(row)).putLong(low);
        } else {
            out.putLong(0).putLong(IPV4_MAPPED | low);
        }
    }

    private void interfaces(FlowBatch flows) {
        if (flow.has(flows.ingressInterface) || flow.has(flows.egressInterface)) {
            int start = element(MISCELLANEOUS);
            out.putInt((int) fit(flows.ingressInterface, U32)).putInt((int) fit(flows.egressInterface, U32));
            out.putLong(0); // masks, direction, reverse tos, biflow direction, end reason
            finish(start);
        }
    }

    private Written reverse(FlowBatch flows, Written forward) {
        long packets = fit(flows.reversePackets, Long.MAX_VALUE);
        long bytes = fit(flows.reverseBytes, Long.MAX_VALUE);
        if ((packets | bytes) == 0) {
            return forward;
        }
        int start = element(COUNTERS);
        out.putLong(0).putLong(packets).putLong(bytes); // of one flow
        finish(start);
        return new Written(forward.protocol(), forward.packets() + packets, forward.bytes() + bytes);
    }

    private void vlan(FlowBatch flows) {
        if (flow.has(flows.vlanId)) {
            int start = element(VLANS);
            out.putInt((int) fit(flows.vlanId, U32)).putInt(0);
            finish(start);
        }
    }

    private void autonomousSystems(FlowBatch flows) {
        if (flow.has(flows.sourceAs) || flow.has(flows.destinationAs)) {
            int start = element(AUTONOMOUS_SYSTEMS);
            out.putInt((int) fit(flows.sourceAs, U32)).putInt((int) fit(flows.destinationAs, U32));
            finish(start);
        }
    }

    private void exporterAddress(AddressColumn column) {
        if (!column.isNull(flow.row())) {
            boolean ipv6 = isIpv6(column);
            int start = element(ipv6 ? RECEIVED_IPV6 : RECEIVED_IPV4);
            address(column, ipv6);
            finish(start);
        }
    }

    private void label(String label) {
        if (label != null && !label.isEmpty()) {
            boolean tooLong = Texts.isTooLong(label);
            dropped += tooLong ? 1 : 0;
            int start = element(LABEL);
            out.put((tooLong ? Texts.cut(label) : label).getBytes(StandardCharsets.UTF_8));
            out.put((byte) 0);
            finish(start);
        }
    }

    private long fit(IntColumn column, long most) {
        return flow.has(column) ? fit(column.get(flow.row()), most) : 0;
    }

    private long fit(LongColumn column, long most) {
        return flow.has(column) ? fit(column.get(flow.row()), most) : 0;
    }

    private long fit(long value, long most) {
        boolean fits = value >= 0 && value <= most;
        dropped += fits ? 0 : 1;
        return fits ? value : 0;
    }

    private int element(int type) {
        elements++;
        return start(type);
    }

    private int start(int type) {
        int start = out.position();
        out.putShort((short) type).putShort((short) 0);
        return start;
    }

    private void finish(int start) {
        out.putShort(start + 2, (short) (out.position() - start));
    }
}
