package org.flowfoundry.etl.simulate.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.encode.ExportField;
import org.flowfoundry.etl.encode.FlowTemplate;
import org.flowfoundry.etl.simulate.traffic.Endpoints;

/**
 * A router that sends NetFlow v9 (RFC 3954), at whole seconds, so that its times are exact although the header has seconds
 * only. Templates and the sampler's description are sent again after some packets. It goes on from file to file.
 */
final class NetflowV9Exporter {

    private static final int HEADER = 20;
    private static final int LONGEST_PAYLOAD = 1_400;
    private static final int LONGEST_RECORD = 96;
    private static final int TEMPLATE_FLOWSET = 0;
    private static final int OPTIONS_FLOWSET = 1;
    private static final int OPTIONS_TEMPLATE = 300;
    private static final int FIRST_TEMPLATE = 256;
    private static final int PACKETS_BETWEEN_TEMPLATES = 20;
    private static final int SAMPLER_ID = 1;
    private static final int RANDOM_SAMPLING = 2;
    private static final int SYSTEM_SCOPE = 1;

    private final DatagramRoute route;
    private final int sourceId;
    private final int samplingInterval;
    private final long bootMillis;
    private final List<FlowTemplate<ExportedFlow>> templates;
    private final ByteBuffer packet = ByteBuffer.allocate(LONGEST_PAYLOAD);
    private final List<ExportedFlow> records = new ArrayList<>();

    private long second;
    private int sequence;
    private int flowsetStart = -1;
    private int flowsetTemplate;
    private int recordsInPacket;

    /** Where finished packets go. */
    interface Wire {
        void send(NetflowV9Exporter exporter, long second, ByteBuffer payload, List<ExportedFlow> records)
                throws IOException;
    }

    NetflowV9Exporter(DatagramRoute route, int sourceId, int samplingInterval, long bootMillis, Vantage vantage) {
        this.route = route;
        this.sourceId = sourceId;
        this.samplingInterval = samplingInterval;
        this.bootMillis = bootMillis;
        this.templates = templates(bootMillis, vantage);
        packet.position(HEADER);
    }

    DatagramRoute route() {
        return route;
    }

    int packetsSent() {
        return sequence;
    }

    /** The second at which the waiting records will be sent; meaningless where none wait. */
    long second() {
        return second;
    }

    boolean hasWaiting() {
        return !records.isEmpty();
    }

    /** Adds a record, to be sent at the next whole second; sends what does not fit any more. */
    void add(ExportedFlow flow, Wire wire) throws IOException {
        if (packet.remaining() < LONGEST_RECORD) {
            send(wire);
        }
        if (recordsInPacket == 0) {
            second = Math.floorDiv(flow.exportTime(), 1_000_000L) + 1;
            if (sequence % PACKETS_BETWEEN_TEMPLATES == 0) {
                putTemplates();
            }
        }
        FlowTemplate<ExportedFlow> template = templates.get(indexFor(flow));
        if (flowsetStart < 0 || template.id() != flowsetTemplate) {
            closeFlowset();
            openFlowset(template.id());
        }
        template.putRecord(flow, packet);
        records.add(flow);
        recordsInPacket++;
    }

    /** Sends the waiting records. */
    void send(Wire wire) throws IOException {
        closeFlowset();
        packet.putShort(0, (short) 9);
        packet.putShort(2, (short) recordsInPacket);
        packet.putInt(4, (int) (second * 1000 - bootMillis));
        packet.putInt(8, (int) second);
        packet.putInt(12, sequence);
        packet.putInt(16, sourceId);
        wire.send(this, second, packet, records);
        sequence++;
        records.clear();
        recordsInPacket = 0;
        packet.clear().position(HEADER);
    }

    private void putTemplates() {
        openFlowset(TEMPLATE_FLOWSET);
        templates.forEach(template -> template.putDefinition(packet));
        closeFlowset();
        openFlowset(OPTIONS_FLOWSET);
        packet.putShort((short) OPTIONS_TEMPLATE).putShort((short) 4).putShort((short) 12);
        packet.putShort((short) SYSTEM_SCOPE).putShort((short) 4);
        packet.putShort((short) 48).putShort((short) 1);
        packet.putShort((short) 49).putShort((short) 1);
        packet.putShort((short) 50).putShort((short) 4);
        closeFlowset();
        openFlowset(OPTIONS_TEMPLATE);
        packet.putInt((int) route.exporter().low());
        packet.put((byte) SAMPLER_ID).put((byte) RANDOM_SAMPLING).putInt(samplingInterval);
        closeFlowset();
        recordsInPacket += templates.size() + 2;
    }

    private void openFlowset(int id) {
        flowsetStart = packet.position();
        flowsetTemplate = id;
        packet.putShort((short) id).putShort((short) 0);
    }

    /** Ends a flowset on a 32-bit boundary. */
    private void closeFlowset() {
        if (flowsetStart < 0) {
            return;
        }
        while ((packet.position() - flowsetStart) % 4 != 0) {
            packet.put((byte) 0);
        }
        packet.putShort(flowsetStart + 2, (short) (packet.position() - flowsetStart));
        flowsetStart = -1;
    }

    private static int indexFor(ExportedFlow flow) {
        Endpoints endpoints = flow.counted().endpoints();
        return (endpoints.icmp() ? 2 : 0) + (endpoints.ipv6() ? 1 : 0);
    }

    private static List<FlowTemplate<ExportedFlow>> templates(long bootMillis, Vantage vantage) {
        List<FlowTemplate<ExportedFlow>> templates = new ArrayList<>();
        for (boolean icmp : List.of(false, true)) {
            for (boolean ipv6 : List.of(false, true)) {
                List<ExportField<ExportedFlow>> fields = new ArrayList<>(FlowFields.endpoints(ipv6, icmp));
                fields.addAll(counters(bootMillis, vantage));
                templates.add(new FlowTemplate<>(FIRST_TEMPLATE + templates.size(), fields));
            }
        }
        return templates;
    }

    /** Times are milliseconds since the router's start. */
    private static List<ExportField<ExportedFlow>> counters(long bootMillis, Vantage vantage) {
        return List.of(
                ExportField.number(22, 4, flow -> flow.startMillis() - bootMillis),
                ExportField.number(21, 4, flow -> flow.endMillis() - bootMillis),
                ExportField.number(2, 4, flow -> flow.counted().forward().packets()),
                ExportField.number(1, 4, flow -> flow.counted().forward().bytes()),
                ExportField.number(6, 1, flow -> flow.counted().forward().tcpFlags()),
                ExportField.number(5, 1, flow -> flow.counted().tos()),
                ExportField.number(10, 4, ExportedFlow::ingress),
                ExportField.number(14, 4, ExportedFlow::egress),
                ExportField.number(
                        16,
                        4,
                        flow -> vantage.autonomousSystem(
                                flow.counted().endpoints().source())),
                ExportField.number(
                        17,
                        4,
                        flow -> vantage.autonomousSystem(
                                flow.counted().endpoints().destination())),
                ExportField.number(48, 1, flow -> SAMPLER_ID));
    }
}
