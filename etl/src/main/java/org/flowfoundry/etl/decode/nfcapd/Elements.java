package org.flowfoundry.etl.decode.nfcapd;

/**
 * Groups of fields that several layouts hold in the same form. Each method reads at the group's first byte; the caller has
 * made sure that the group is whole.
 */
final class Elements {

    private Elements() {}

    /** 48 bytes: times in milliseconds, counters, ports, protocol, flags. */
    static void genericFlow(Bytes bytes, int at, FlowRow row) {
        row.times(bytes.i64(at), bytes.i64(at + 8), bytes.i64(at + 16));
        row.counters(bytes.i64(at + 24), bytes.i64(at + 32));
        row.transport(
                bytes.u16(at + 40),
                bytes.u16(at + 42),
                bytes.u8(at + 44),
                bytes.u8(at + 45),
                bytes.u8(at + 46),
                bytes.u8(at + 47));
    }

    /** 32 bytes: source, destination. */
    static void ipv6Flow(Bytes bytes, int at, FlowRow row) {
        row.ipv6(bytes.i64(at), bytes.i64(at + 8), bytes.i64(at + 16), bytes.i64(at + 24));
    }

    /** 24 bytes: flows put together, packets and bytes of the other direction. */
    static void counters(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("deltaFlowCount", bytes.i64(at));
        row.reverseCounters(bytes.i64(at + 8), bytes.i64(at + 16));
    }

    /** 16 bytes. */
    static void ipv6(String name, Bytes bytes, int at, FlowRow row) {
        row.attributes().ipv6(name, bytes.i64(at), bytes.i64(at + 8));
    }

    /** 16 bytes: incoming source, outgoing destination. */
    static void inMacs(Bytes bytes, int at, FlowRow row) {
        row.attributes().mac("sourceMacAddress", bytes.i64(at));
        row.attributes().mac("postDestinationMacAddress", bytes.i64(at + 8));
    }

    /** 16 bytes: incoming destination, outgoing source. */
    static void outMacs(Bytes bytes, int at, FlowRow row) {
        row.attributes().mac("destinationMacAddress", bytes.i64(at));
        row.attributes().mac("postSourceMacAddress", bytes.i64(at + 8));
    }

    /** 8 bytes: next, previous. */
    static void adjacentSystems(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("bgpNextAdjacentAsNumber", bytes.u32(at));
        row.attributes().number("bgpPrevAdjacentAsNumber", bytes.u32(at + 4));
    }

    /** 24 bytes: delays of client, server, application. */
    static void latency(String unit, Bytes bytes, int at, FlowRow row) {
        row.attributes().number("clientNetworkDelay" + unit, bytes.i64(at));
        row.attributes().number("serverNetworkDelay" + unit, bytes.i64(at + 8));
        row.attributes().number("applicationLatency" + unit, bytes.i64(at + 16));
    }

    /** 15 bytes: event time, connection, extended event, event. */
    static void firewallEvent(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("observationTimeMilliseconds", bytes.i64(at));
        row.attributes().number("flowId", bytes.u32(at + 8));
        row.attributes().number("firewallExtendedEvent", bytes.u16(at + 12));
        row.attributes().number("firewallEvent", bytes.u8(at + 14));
    }

    /** 8 bytes: source, destination. */
    static void translatedIpv4(Bytes bytes, int at, FlowRow row) {
        row.attributes().ipv4("postNATSourceIPv4Address", bytes.i32(at));
        row.attributes().ipv4("postNATDestinationIPv4Address", bytes.i32(at + 4));
    }

    /** 32 bytes: source, destination. */
    static void translatedIpv6(Bytes bytes, int at, FlowRow row) {
        ipv6("postNATSourceIPv6Address", bytes, at, row);
        ipv6("postNATDestinationIPv6Address", bytes, at + 16, row);
    }

    /** 4 bytes: source, destination. */
    static void translatedPorts(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("postNAPTSourceTransportPort", bytes.u16(at));
        row.attributes().number("postNAPTDestinationTransportPort", bytes.u16(at + 2));
    }

    /** 24 bytes: ingress, egress. */
    static void accessLists(Bytes bytes, int at, FlowRow row) {
        row.attributes().accessList("ingressAclId", bytes, at);
        row.attributes().accessList("egressAclId", bytes, at + 12);
    }

    /** 8 bytes: start, end, step, size. */
    static void portBlock(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("portRangeStart", bytes.u16(at));
        row.attributes().number("portRangeEnd", bytes.u16(at + 2));
        row.attributes().number("portRangeStepSize", bytes.u16(at + 4));
        row.attributes().number("portRangeNumPorts", bytes.u16(at + 6));
    }

    /** 12 bytes: source, destination, protocol. */
    static void tunnelIpv4(Bytes bytes, int at, FlowRow row) {
        row.attributes().ipv4("tunnelSourceAddress", bytes.i32(at));
        row.attributes().ipv4("tunnelDestinationAddress", bytes.i32(at + 4));
        row.attributes().number("tunnelProtocol", bytes.u32(at + 8));
    }

    /** 36 bytes: source, destination, protocol. */
    static void tunnelIpv6(Bytes bytes, int at, FlowRow row) {
        ipv6("tunnelSourceAddress", bytes, at, row);
        ipv6("tunnelDestinationAddress", bytes, at + 16, row);
        row.attributes().number("tunnelProtocol", bytes.u32(at + 32));
    }

    /** 4 bytes: size of the sampled frame, its link type. */
    static void packetMeta(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("dataLinkFrameSize", bytes.u16(at));
        row.attributes().number("dataLinkFrameType", bytes.u16(at + 2));
    }

    /** 8 bytes: egress, ingress. */
    static void routingInstances(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("egressVRFID", bytes.u32(at));
        row.attributes().number("ingressVRFID", bytes.u32(at + 4));
    }

    /** 20 bytes of the BSD packet filter's log: action, reason, direction, rule; then the interface's name. */
    static void packetFilter(Bytes bytes, int at, int length, FlowRow row) {
        row.attributes().number("pfAction", bytes.u8(at));
        row.attributes().number("pfReason", bytes.u8(at + 1));
        row.attributes().number("pfDirection", bytes.u8(at + 2));
        row.attributes().number("pfRewritten", bytes.u8(at + 3));
        row.attributes().number("pfRule", bytes.u32(at + 4));
        row.attributes().number("pfSubRule", bytes.u32(at + 8));
        row.attributes().number("pfUserId", bytes.u32(at + 12));
        row.attributes().number("pfProcessId", bytes.u32(at + 16));
        row.attributes().text("interfaceName", bytes.text(at + 20, length - 20));
    }

    /** 32 bytes: VLANs, physical interfaces, VXLAN, ethernet type; the IP version is that of the addresses. */
    static void layer2(Bytes bytes, int at, FlowRow row) {
        row.vlans(bytes.u16(at), bytes.u16(at + 4));
        row.attributes().number("dot1qCustomerVlanId", bytes.u16(at + 2));
        row.attributes().number("postDot1qCustomerVlanId", bytes.u16(at + 6));
        row.attributes().number("ingressPhysicalInterface", bytes.u32(at + 8));
        row.attributes().number("egressPhysicalInterface", bytes.u32(at + 12));
        row.attributes().number("layer2SegmentId", bytes.i64(at + 16));
        row.attributes().number("ethernetType", bytes.u16(at + 24));
    }

    /** 4 bytes: services inside and outside. */
    static void nokiaServices(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("natInsideServiceId", bytes.u16(at));
        row.attributes().number("natOutsideServiceId", bytes.u16(at + 2));
    }

    static void ipInfo(int fragmentFlags, int minimumTtl, int maximumTtl, FlowRow row) {
        row.attributes().number("fragmentFlags", fragmentFlags);
        row.attributes().number("minimumTTL", minimumTtl);
        row.attributes().number("maximumTTL", maximumTtl);
    }
}
