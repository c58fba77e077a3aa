package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;

/** Turns the record that a layout loaded into a row. One message at a time is at hand, and what is known of its exporter. */
final class FlowWriter {

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    private final KnowledgeIndex knowledge;
    private final FlowTimes times = new FlowTimes();
    private final FlowSampling sampling = new FlowSampling();
    private ExportMessage message;
    private KnowledgeIndex.Names names;

    FlowWriter(KnowledgeIndex knowledge) {
        this.knowledge = knowledge;
    }

    void begin(ExportMessage newMessage) {
        message = newMessage;
        names = knowledge.names(message.domain);
        sampling.begin(message, knowledge.samplers(message.domain));
        times.begin(message, knowledge.bootMicros(message.domain, message.exportMicros));
    }

    FlowTimes times() {
        return times;
    }

    /** Fills the batch's next row, but for its lineage, and does not complete it. */
    void write(FlowBatch batch, RecordLayout layout, byte[] bytes) {
        int row = batch.rows();
        times.write(batch, layout);
        writeAddresses(batch, row, layout);
        writeTransport(batch, row, layout);
        writeCounters(batch, row, layout);
        writeTopology(batch, row, layout);
        sampling.write(batch, layout);
        writeNames(batch, row, layout, bytes);
        for (AttributeField attribute : layout.attributes()) {
            batch.attributes.put(row, attribute.key(), layout.text(attribute, bytes));
        }
    }

    private void writeAddresses(FlowBatch batch, int row, RecordLayout layout) {
        write(batch, batch.sourceAddress, row, layout, Slot.SOURCE_IPV4, Slot.SOURCE_IPV6);
        write(batch, batch.destinationAddress, row, layout, Slot.DESTINATION_IPV4, Slot.DESTINATION_IPV6);
        write(batch, batch.exporterAddress, row, layout, Slot.EXPORTER_IPV4, Slot.EXPORTER_IPV6);
        Exporter exporter = message.domain.exporter();
        if (batch.exporterAddress.isNull(row) && exporter.isKnown()) {
            if (exporter.ipv6()) {
                batch.exporterAddress.setIpv6(row, exporter.high(), exporter.low());
            } else {
                batch.exporterAddress.setIpv4(row, (int) exporter.low());
            }
        }
    }

    /** Where a template has room for both kinds of address, the one that is not zero counts. */
    private static void write(
            FlowBatch batch, AddressColumn column, int row, RecordLayout layout, Slot ipv4, Slot ipv6) {
        boolean has4 = layout.has(ipv4);
        boolean has6 = layout.has(ipv6);
        long high = has6 ? layout.value(ipv6) : 0;
        long low = has6 ? layout.lowerHalf(ipv6) : 0;
        if (has4 && (layout.value(ipv4) != 0 || (high | low) == 0)) {
            column.setIpv4(row, (int) layout.value(ipv4));
        } else if (has6 && high == 0 && low >>> 32 == 0xffff) {
            column.setIpv4(row, (int) low);
            batch.flag(QualityFlag.IPV4_MAPPED);
        } else if (has6) {
            column.setIpv6(row, high, low);
        }
    }

    private void writeTransport(FlowBatch batch, int row, RecordLayout layout) {
        long protocol = layout.value(Slot.PROTOCOL);
        writeInt(batch, batch.protocol, row, layout, Slot.PROTOCOL);
        writeInt(batch, batch.tos, row, layout, Slot.TOS);
        writeInt(batch, batch.tcpFlags, row, layout, Slot.TCP_FLAGS);
        if (protocol == Slot.ABSENT || hasPorts(protocol)) {
            writeInt(batch, batch.sourcePort, row, layout, Slot.SOURCE_PORT);
            writeInt(batch, batch.destinationPort, row, layout, Slot.DESTINATION_PORT);
        } else if (protocol == ICMP) {
            writeIcmp(batch, row, layout, Slot.ICMP_TYPE_CODE, Slot.ICMP_TYPE, Slot.ICMP_CODE);
        } else if (protocol == ICMPV6) {
            writeIcmp(batch, row, layout, Slot.ICMPV6_TYPE_CODE, Slot.ICMPV6_TYPE, Slot.ICMPV6_CODE);
        } else {
            keepPorts(batch, row, layout);
        }
    }

    /** TCP, UDP, DCCP, SCTP, UDP-Lite. */
    private static boolean hasPorts(long protocol) {
        return protocol == 6 || protocol == 17 || protocol == 33 || protocol == 132 || protocol == 136;
    }

    /** What an exporter puts into the ports of a protocol that has none stands in the attributes. */
    private static void keepPorts(FlowBatch batch, int row, RecordLayout layout) {
        if (layout.value(Slot.SOURCE_PORT) > 0) {
            batch.attributes.put(row, "sourceTransportPort", DataType.unsigned(layout.value(Slot.SOURCE_PORT)));
        }
        if (layout.value(Slot.DESTINATION_PORT) > 0) {
            batch.attributes.put(
                    row, "destinationTransportPort", DataType.unsigned(layout.value(Slot.DESTINATION_PORT)));
        }
    }

    /**
     * Without elements of their own, type and code stand in the destination port: always so in v5 and v9, and in IPFIX where
     * the port is not zero.
     */
    private void writeIcmp(FlowBatch batch, int row, RecordLayout layout, Slot typeCode, Slot type, Slot code) {
        long both = layout.value(typeCode);
        if (layout.has(type)) {
            writeInt(batch, batch.icmpType, row, layout, type);
            writeInt(batch, batch.icmpCode, row, layout, code);
            return;
        }
        if (both == Slot.ABSENT) {
            long port = layout.value(Slot.DESTINATION_PORT);
            both = port == 0 && message.dialect == Dialect.IPFIX ? Slot.ABSENT : port;
        }
        if (both >= 0 && both <= 0xffff) {
            batch.icmpType.set(row, (int) both >> 8);
            batch.icmpCode.set(row, (int) both & 0xff);
        }
    }

    private static void writeCounters(FlowBatch batch, int row, RecordLayout layout) {
        writeLong(batch, batch.packets, row, layout, Slot.PACKETS);
        writeLong(batch, batch.bytes, row, layout, Slot.BYTES);
        writeLong(batch, batch.reversePackets, row, layout, Slot.REVERSE_PACKETS);
        writeLong(batch, batch.reverseBytes, row, layout, Slot.REVERSE_BYTES);
        writeInt(batch, batch.reverseTcpFlags, row, layout, Slot.REVERSE_TCP_FLAGS);
        boolean reversePackets = layout.value(Slot.REVERSE_PACKETS) > 0;
        if (layout.value(Slot.PACKETS) == 0 && !reversePackets) {
            batch.flag(QualityFlag.ZERO_PACKETS);
        }
        if (!layout.has(Slot.PACKETS) || !layout.has(Slot.BYTES)) {
            batch.flag(QualityFlag.COUNTERS_MISSING);
        }
    }

    private void writeTopology(FlowBatch batch, int row, RecordLayout layout) {
        writeLong(batch, batch.ingressInterface, row, layout, Slot.INGRESS_INTERFACE);
        writeLong(batch, batch.egressInterface, row, layout, Slot.EGRESS_INTERFACE);
        writeLong(batch, batch.vlanId, row, layout, Slot.VLAN);
        writeLong(batch, batch.sourceAs, row, layout, Slot.SOURCE_AS);
        writeLong(batch, batch.destinationAs, row, layout, Slot.DESTINATION_AS);
        if (layout.has(Slot.OBSERVATION_DOMAIN)) {
            writeLong(batch, batch.observationDomainId, row, layout, Slot.OBSERVATION_DOMAIN);
        } else {
            batch.observationDomainId.set(row, message.domain.id());
        }
    }

    private void writeNames(FlowBatch batch, int row, RecordLayout layout, byte[] bytes) {
        batch.label.set(row, layout.label(bytes));
        String application = layout.applicationName(bytes);
        if (application == null && names != null) {
            application = names.application(layout.applicationId(bytes));
        }
        batch.application.set(row, application);
        if (names != null) {
            writeInterfaceNames(batch, row, "ingressInterface", layout.value(Slot.INGRESS_INTERFACE));
            writeInterfaceNames(batch, row, "egressInterface", layout.value(Slot.EGRESS_INTERFACE));
        }
    }

    private void writeInterfaceNames(FlowBatch batch, int row, String side, long index) {
        batch.attributes.put(row, side + "Name", names.interfaceName(index));
        batch.attributes.put(row, side + "Description", names.interfaceDescription(index));
    }

    private static void writeInt(FlowBatch batch, IntColumn column, int row, RecordLayout layout, Slot slot) {
        long value = layout.value(slot);
        if (value >= 0 && value <= Integer.MAX_VALUE) {
            column.set(row, (int) value);
        } else if (value != Slot.ABSENT) {
            keepOutOfRange(batch, row, layout, slot);
        }
    }

    private static void writeLong(FlowBatch batch, LongColumn column, int row, RecordLayout layout, Slot slot) {
        long value = layout.value(slot);
        if (value >= 0) {
            column.set(row, value);
        } else if (value != Slot.ABSENT) {
            keepOutOfRange(batch, row, layout, slot);
        }
    }

    private static void keepOutOfRange(FlowBatch batch, int row, RecordLayout layout, Slot slot) {
        batch.flag(QualityFlag.VALUE_OUT_OF_RANGE);
        batch.attributes.put(row, layout.elementName(slot), Long.toUnsignedString(layout.value(slot)));
    }
}
