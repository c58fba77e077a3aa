package org.flowfoundry.etl.decode.nfcapd;

/** V3 records (layout 2): a header, then elements that name their type and length, in any order. */
final class V3RecordDecoder implements RecordDecoder {

    private static final int HEADER = 12;
    private static final int ELEMENT_HEADER = 4;
    private static final int SAMPLED = 2;

    @Override
    public void decode(Bytes bytes, int at, int size, FlowRow row) throws Damage {
        if (size < HEADER) {
            throw new Damage("a flow record is shorter than its header");
        }
        int end = at + size;
        int elements = bytes.u16(at + 4);
        int next = at + HEADER;
        for (int i = 0; i < elements; i++) {
            if (end - next < ELEMENT_HEADER) {
                throw new Damage("a flow record ends before its last element");
            }
            int type = bytes.u16(next);
            int length = bytes.u16(next + 2);
            if (length < ELEMENT_HEADER || length > end - next) {
                throw new Damage("the length of element " + type + " does not fit its flow record");
            }
            element(type, bytes, next + ELEMENT_HEADER, length - ELEMENT_HEADER, row);
            next += length;
        }
        int engine = bytes.u8(at + 6) << 8 | bytes.u8(at + 7);
        row.end(bytes.u8(at + 11), bytes.u16(at + 8), engine, (bytes.u8(at + 10) & SAMPLED) != 0);
    }

    private static void element(int type, Bytes bytes, int at, int length, FlowRow row) throws Damage {
        if (length < leastLength(type)) {
            throw new Damage("element " + type + " of a flow record is shorter than its fields");
        }
        switch (type) {
            case 1 -> Elements.genericFlow(bytes, at, row);
            case 2 -> row.ipv4(bytes.i32(at), bytes.i32(at + 4));
            case 3 -> Elements.ipv6Flow(bytes, at, row);
            case 4 -> flowMisc(bytes, at, row);
            case 5 -> Elements.counters(bytes, at, row);
            case 6 -> row.vlans(bytes.u32(at), bytes.u32(at + 4));
            case 7 -> row.autonomousSystems(bytes.u32(at), bytes.u32(at + 4));
            case 8 -> row.attributes().ipv4("bgpNextHopIPv4Address", bytes.i32(at));
            case 9 -> Elements.ipv6("bgpNextHopIPv6Address", bytes, at, row);
            case 10 -> row.attributes().ipv4("ipNextHopIPv4Address", bytes.i32(at));
            case 11 -> Elements.ipv6("ipNextHopIPv6Address", bytes, at, row);
            case 12 -> row.exporterIpv4(bytes.i32(at));
            case 13 -> row.exporterIpv6(bytes.i64(at), bytes.i64(at + 8));
            case 18 -> row.sampledThrough(bytes.i64(at));
            case 28 -> row.label(bytes.text(at, length));
            case 33 -> row.observation(bytes.i64(at), bytes.u32(at + 8));
            default -> rareElement(type, bytes, at, length, row);
        }
    }

    private static void rareElement(int type, Bytes bytes, int at, int length, FlowRow row) {
        switch (type) {
            case 14 -> row.attributes().mplsLabels(bytes, at);
            case 15 -> {
                Elements.inMacs(bytes, at, row);
                Elements.outMacs(bytes, at + 16, row);
            }
            case 16 -> Elements.adjacentSystems(bytes, at, row);
            case 17 -> Elements.latency("Microseconds", bytes, at, row);
            case 19 -> Elements.firewallEvent(bytes, at, row);
            case 20 -> Elements.translatedIpv4(bytes, at, row);
            case 21 -> Elements.translatedIpv6(bytes, at, row);
            case 22 -> Elements.translatedPorts(bytes, at, row);
            case 23 -> Elements.accessLists(bytes, at, row);
            case 24 -> row.attributes().text("userName", bytes.text(at, length));
            case 25 -> natEvent(bytes, at, row);
            case 26 -> Elements.portBlock(bytes, at, row);
            case 27 -> row.attributes().octets("applicationId", bytes, at, length);
            case 29 -> row.attributes().number("payloadLength", length);
            case 30 -> row.attributes().number("reversePayloadLength", length);
            case 31 -> Elements.tunnelIpv4(bytes, at, row);
            case 32 -> Elements.tunnelIpv6(bytes, at, row);
            case 34 -> Elements.packetMeta(bytes, at, row);
            case 35 -> row.attributes().number("packetHeaderLength", length);
            case 36 -> Elements.routingInstances(bytes, at, row);
            case 37 -> Elements.packetFilter(bytes, at, length, row);
            case 38 -> Elements.layer2(bytes, at, row);
            case 39 -> row.attributes().number("flowId", bytes.i64(at));
            case 40 -> Elements.nokiaServices(bytes, at, row);
            case 41 -> row.attributes().text("natSubString", bytes.text(at, length));
            case 42 -> ipInfo(bytes, at, row);
            default -> row.attributes().octets("nfdumpElement" + type, bytes, at, Math.min(length, 64));
        }
    }

    /** Bytes that the fields of an element take; 0 for those of variable length, and unknown ones. */
    private static int leastLength(int type) {
        return switch (type) {
            case 1 -> 48;
            case 2, 6, 7, 16, 26, 36, 39 -> 8;
            case 3, 15, 21, 38 -> 32;
            case 4, 9, 11, 13, 25 -> 16;
            case 5, 17, 23 -> 24;
            case 8, 10, 12, 22, 34, 40, 42 -> 4;
            case 14 -> 40;
            case 18 -> 8;
            case 19 -> 15;
            case 20 -> 8;
            case 31, 33 -> 12;
            case 32 -> 36;
            case 37 -> 20;
            default -> 0;
        };
    }

    private static void flowMisc(Bytes bytes, int at, FlowRow row) {
        row.interfaces(bytes.u32(at), bytes.u32(at + 4));
        row.masks(bytes.u8(at + 8), bytes.u8(at + 9));
        row.directions(bytes.u8(at + 10), bytes.u8(at + 12), bytes.u8(at + 13), bytes.u8(at + 11));
    }

    private static void natEvent(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("observationTimeMilliseconds", bytes.i64(at));
        row.attributes().number("natPoolId", bytes.u32(at + 8));
        row.attributes().number("natEvent", bytes.u8(at + 12));
    }

    private static void ipInfo(Bytes bytes, int at, FlowRow row) {
        Elements.ipInfo(bytes.u8(at + 1), bytes.u8(at + 2), bytes.u8(at + 3), row);
    }
}
