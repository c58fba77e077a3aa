package org.flowfoundry.etl.decode.nfcapd;

/**
 * V4 records (layout 3): a header with a bitmap of the extensions that are there, a table of their offsets in the order of
 * the bits, then the extensions.
 */
final class V4RecordDecoder implements RecordDecoder {

    private static final int HEADER = 24;
    private static final int SAMPLED = 2;
    private static final int VARIABLE_LENGTH = 4;
    private static final int NSEL_NAT = 2;

    @Override
    public void decode(Bytes bytes, int at, int size, FlowRow row) throws Damage {
        if (size < HEADER) {
            throw new Damage("a flow record is shorter than its header");
        }
        long bitmap = bytes.i64(at + 16);
        int table = at + HEADER;
        int data = HEADER + 2 * Long.bitCount(bitmap);
        if (size < data) {
            throw new Damage("a flow record ends inside its table of extensions");
        }
        for (long left = bitmap; left != 0; left &= left - 1) {
            int offset = bytes.u16(table);
            if (offset < data || offset > size) {
                throw new Damage("an extension's offset does not fit its flow record");
            }
            extension(Long.numberOfTrailingZeros(left), bytes, at + offset, size - offset, row);
            table += 2;
        }
        int engine = bytes.u8(at + 12) << 8 | bytes.u8(at + 13);
        row.end(bytes.u8(at + 14), bytes.u32(at + 8), engine, (bytes.u16(at + 6) & SAMPLED) != 0);
    }

    /** @param available bytes from the extension's first to the record's last */
    private static void extension(int type, Bytes bytes, int at, int available, FlowRow row) throws Damage {
        if (available < leastLength(type)) {
            throw new Damage("extension " + type + " of a flow record is cut short");
        }
        switch (type) {
            case 1 -> Elements.genericFlow(bytes, at, row);
            case 2 -> row.ipv4(bytes.i32(at), bytes.i32(at + 4));
            case 3 -> Elements.ipv6Flow(bytes, at, row);
            case 4 -> row.interfaces(bytes.u32(at), bytes.u32(at + 4));
            case 5 -> flowMisc(bytes, at, row);
            case 6 -> Elements.counters(bytes, at, row);
            case 7 -> row.vlans(bytes.u32(at), bytes.u32(at + 4));
            case 8 -> row.autonomousSystems(bytes.u32(at), bytes.u32(at + 4));
            case 9 -> {
                row.attributes().ipv4("ipNextHopIPv4Address", bytes.i32(at));
                row.attributes().ipv4("bgpNextHopIPv4Address", bytes.i32(at + 4));
            }
            case 10 -> {
                Elements.ipv6("ipNextHopIPv6Address", bytes, at, row);
                Elements.ipv6("bgpNextHopIPv6Address", bytes, at + 16, row);
            }
            case 11 -> row.exporterIpv4(bytes.i32(at));
            case 12 -> row.exporterIpv6(bytes.i64(at), bytes.i64(at + 8));
            case 30 -> row.observation(bytes.i64(at), bytes.i64(at + 8));
            default -> rareExtension(type, bytes, at, available, row);
        }
    }

    private static void rareExtension(int type, Bytes bytes, int at, int available, FlowRow row) throws Damage {
        switch (type) {
            case 13 -> row.attributes().mplsLabels(bytes, at);
            case 14 -> Elements.inMacs(bytes, at, row);
            case 15 -> Elements.outMacs(bytes, at, row);
            case 16 -> Elements.adjacentSystems(bytes, at, row);
            case 17 -> Elements.latency("Milliseconds", bytes, at, row);
            case 18 -> Elements.translatedIpv4(bytes, at, row);
            case 19 -> Elements.translatedIpv6(bytes, at, row);
            case 20 -> Elements.translatedPorts(bytes, at, row);
            case 21 -> event(bytes, at, row);
            case 22 -> Elements.accessLists(bytes, at, row);
            case 23 -> row.attributes().text("userName", bytes.text(at, 72));
            case 24 -> Elements.portBlock(bytes, at, row);
            case 25 -> {
                int length = variableLength(bytes, at, available);
                row.attributes().octets("applicationId", bytes, at + VARIABLE_LENGTH, length);
            }
            case 26 -> row.attributes().number("payloadLength", variableLength(bytes, at, available));
            case 27 -> row.attributes().number("reversePayloadLength", variableLength(bytes, at, available));
            case 28 -> Elements.tunnelIpv4(bytes, at, row);
            case 29 -> Elements.tunnelIpv6(bytes, at, row);
            case 31 -> Elements.packetMeta(bytes, at, row);
            case 32 -> row.attributes().number("packetHeaderLength", variableLength(bytes, at, available));
            case 33 -> Elements.routingInstances(bytes, at, row);
            case 34 -> Elements.packetFilter(bytes, at, 24, row);
            case 35 -> Elements.layer2(bytes, at, row);
            case 36 -> row.attributes().number("flowId", bytes.i64(at));
            case 37 -> Elements.nokiaServices(bytes, at, row);
            case 38 -> row.attributes().text("natSubString", bytes.text(at, VARIABLE_LENGTH));
            case 39 -> Elements.ipInfo(bytes.u8(at), bytes.u8(at + 1), bytes.u8(at + 2), row);
            default -> row.attributes().octets("nfdumpExtension" + type, bytes, at, Math.min(available, 64));
        }
    }

    private static int leastLength(int type) {
        return switch (type) {
            case 1 -> 48;
            case 2, 4, 5, 7, 8, 9, 16, 18, 20, 24, 31, 33, 36, 37, 39 -> 8;
            case 3, 10, 19, 35 -> 32;
            case 6, 17, 21, 22, 34 -> 24;
            case 11, 25, 26, 27, 32, 38 -> 4;
            case 12, 14, 15, 28, 30 -> 16;
            case 13, 29 -> 40;
            case 23 -> 72;
            default -> 0;
        };
    }

    private static int variableLength(Bytes bytes, int at, int available) throws Damage {
        long length = bytes.u32(at);
        if (length > available - VARIABLE_LENGTH) {
            throw new Damage("an extension of variable length is cut short");
        }
        return (int) length;
    }

    private static void flowMisc(Bytes bytes, int at, FlowRow row) {
        row.masks(bytes.u8(at), bytes.u8(at + 1));
        row.directions(bytes.u8(at + 2), bytes.u8(at + 3), bytes.u8(at + 5), bytes.u8(at + 4));
    }

    /** A firewall's or address translator's event: which of the two the type behind the firewall's fields says. */
    private static void event(Bytes bytes, int at, FlowRow row) {
        Elements.firewallEvent(bytes, at, row);
        if (bytes.u16(at + 16) == NSEL_NAT) {
            row.attributes().number("natEvent", bytes.u16(at + 18));
            row.attributes().number("natPoolId", bytes.u32(at + 20));
        }
    }
}
