package org.flowfoundry.etl.decode.nfcapd;

import org.flowfoundry.core.flow.QualityFlag;

/**
 * Common records (layout 1): a fixed part, addresses and counters whose widths the record's flags tell, then the
 * extensions that the record's extension map names.
 *
 * <p>A record whose map was not described, as when it stood in a damaged block, keeps all that does not need the map, with
 * the flag {@link QualityFlag#DAMAGED_NEIGHBOUR}.
 */
final class CommonRecordDecoder implements RecordDecoder {

    private static final int FIXED_V0 = 28;
    private static final int FIXED = 32;
    private static final int IPV6 = 1;
    private static final int PACKETS_64 = 2;
    private static final int BYTES_64 = 4;
    private static final int SAMPLED = 128;
    private static final int MAX_DIRECTION = 3;
    private static final int MAX_END_REASON = 5;

    private static final int RECEIVED = 27;
    private static final int ENGINE = 25;
    private static final int OUT_PACKETS_32 = 14;
    private static final int OUT_PACKETS_64 = 15;
    private static final int OUT_BYTES_32 = 16;
    private static final int OUT_BYTES_64 = 17;
    private static final int NAT_EVENT = 46;
    private static final int OLD_NAT_ADDRESSES = 47;

    private final ExtensionMaps maps;

    private long received;
    private int engine;
    private long outPackets;
    private long outBytes;

    CommonRecordDecoder(ExtensionMaps maps) {
        this.maps = maps;
    }

    @Override
    public void decode(Bytes bytes, int at, int size, FlowRow row) throws Damage {
        boolean old = bytes.u16(at) == RecordType.COMMON_V0;
        int fixed = old ? FIXED_V0 : FIXED;
        int flags = size < fixed ? 0 : bytes.u8(at + 4);
        int addresses = (flags & IPV6) != 0 ? 32 : 8;
        int packets = (flags & PACKETS_64) != 0 ? 8 : 4;
        int octets = (flags & BYTES_64) != 0 ? 8 : 4;
        if (size < fixed + addresses + packets + octets) {
            throw new Damage("a flow record is shorter than its fixed part");
        }
        int next = at + fixed;
        if ((flags & IPV6) != 0) {
            Elements.ipv6Flow(bytes, next, row);
        } else {
            row.ipv4(bytes.i32(next), bytes.i32(next + 4));
        }
        next += addresses;
        row.counters(counter(bytes, next, packets), counter(bytes, next + packets, octets));
        next += packets + octets;
        row.transport(
                bytes.u16(at + 24),
                bytes.u16(at + 26),
                bytes.u8(at + 22),
                bytes.u8(at + 21),
                bytes.u8(at + 20),
                bytes.u8(at + 23));
        extensions(bytes, next, at + size, maps.get(bytes.u16(at + 6)), row);
        row.times(millis(bytes, at + 12, at + 8), millis(bytes, at + 16, at + 10), received);
        if (!old) {
            directions(bytes.u8(at + 30), bytes.u8(at + 31), row);
        }
        int exporterId = old ? bytes.u8(at + 5) : bytes.u16(at + 28);
        row.end(old ? 0 : bytes.u8(at + 5), exporterId, engine, (flags & SAMPLED) != 0);
    }

    /** Older writers leave other things in these bytes: only what can be a direction and a reason is taken as one. */
    private static void directions(int biflow, int endReason, FlowRow row) {
        if (biflow <= MAX_DIRECTION && endReason <= MAX_END_REASON) {
            row.directions(0, biflow, endReason, 0);
        }
    }

    private void extensions(Bytes bytes, int from, int end, int[] extensions, FlowRow row) throws Damage {
        received = 0;
        engine = 0;
        outPackets = 0;
        outBytes = 0;
        if (extensions == null) {
            row.flag(QualityFlag.DAMAGED_NEIGHBOUR);
            return;
        }
        int next = from;
        for (int extension : extensions) {
            int length = length(extension);
            if (length > end - next) {
                throw new Damage("a flow record ends before extension " + extension + " of its map");
            }
            if (length == 0) { // unknown, so nobody knows where the next one begins
                row.attributes().octets("nfdumpExtension" + extension, bytes, next, Math.min(end - next, 64));
                break;
            }
            extension(extension, bytes, next, row);
            next += length;
        }
        row.reverseCounters(outPackets, outBytes);
    }

    private void extension(int extension, Bytes bytes, int at, FlowRow row) {
        switch (extension) {
            case 4 -> row.interfaces(bytes.u16(at), bytes.u16(at + 2));
            case 5 -> row.interfaces(bytes.u32(at), bytes.u32(at + 4));
            case 6 -> row.autonomousSystems(bytes.u16(at), bytes.u16(at + 2));
            case 7 -> row.autonomousSystems(bytes.u32(at), bytes.u32(at + 4));
            case 8 -> {
                row.directions(bytes.u8(at + 1), 0, 0, bytes.u8(at));
                row.masks(bytes.u8(at + 2), bytes.u8(at + 3));
            }
            case 9 -> row.attributes().ipv4("ipNextHopIPv4Address", bytes.i32(at));
            case 10 -> Elements.ipv6("ipNextHopIPv6Address", bytes, at, row);
            case 11 -> row.attributes().ipv4("bgpNextHopIPv4Address", bytes.i32(at));
            case 12 -> Elements.ipv6("bgpNextHopIPv6Address", bytes, at, row);
            case 13 -> row.vlans(bytes.u16(at), bytes.u16(at + 2));
            case OUT_PACKETS_32 -> outPackets = bytes.u32(at);
            case OUT_PACKETS_64 -> outPackets = bytes.i64(at);
            case OUT_BYTES_32 -> outBytes = bytes.u32(at);
            case OUT_BYTES_64 -> outBytes = bytes.i64(at);
            case 18 -> row.attributes().number("deltaFlowCount", bytes.u32(at));
            case 19 -> row.attributes().number("deltaFlowCount", bytes.i64(at));
            case 20 -> Elements.inMacs(bytes, at, row);
            case 21 -> Elements.outMacs(bytes, at, row);
            case 22 -> row.attributes().mplsLabels(bytes, at);
            case 23 -> row.exporterIpv4(bytes.i32(at));
            case 24 -> row.exporterIpv6(bytes.i64(at), bytes.i64(at + 8));
            case ENGINE -> engine = bytes.u8(at + 2) << 8 | bytes.u8(at + 3);
            case 26 -> Elements.adjacentSystems(bytes, at, row);
            case RECEIVED -> received = bytes.i64(at);
            default -> rareExtension(extension, bytes, at, row);
        }
    }

    private static void rareExtension(int extension, Bytes bytes, int at, FlowRow row) {
        switch (extension) {
            case 37 -> firewallEvent(bytes, at, row);
            case 38 -> Elements.translatedPorts(bytes, at, row);
            case 39, OLD_NAT_ADDRESSES -> Elements.translatedIpv4(bytes, at, row);
            case 40 -> Elements.translatedIpv6(bytes, at, row);
            case 41 -> Elements.accessLists(bytes, at, row);
            case 42 -> row.attributes().text("userName", bytes.text(at, 24));
            case 43 -> row.attributes().text("userName", bytes.text(at, 72));
            case 45 -> Elements.latency("Microseconds", bytes, at, row);
            case NAT_EVENT -> {
                row.attributes().number("natEvent", bytes.u8(at));
                Elements.routingInstances(bytes, at + 4, row);
            }
            case 48 -> Elements.portBlock(bytes, at, row);
            default -> throw new IllegalArgumentException("No length is known of extension " + extension);
        }
    }

    /** Time, connection, ICMP, event, extended event, security group. */
    private static void firewallEvent(Bytes bytes, int at, FlowRow row) {
        row.attributes().number("observationTimeMilliseconds", bytes.i64(at));
        row.attributes().number("flowId", bytes.u32(at + 8));
        row.icmp(bytes.u16(at + 12));
        row.attributes().number("firewallEvent", bytes.u8(at + 14));
        row.attributes().number("firewallExtendedEvent", bytes.u16(at + 16));
        row.attributes().number("sourceSecurityGroupTag", bytes.u16(at + 18));
    }

    /** Bytes an extension takes; 0 where it is unknown. */
    private static int length(int extension) {
        return switch (extension) {
            case 4, 6, 8, 9, 11, 13, OUT_PACKETS_32, OUT_BYTES_32, 18, 23, ENGINE, 38 -> 4;
            case 5, 7, OUT_PACKETS_64, OUT_BYTES_64, 19, 26, RECEIVED, 39, OLD_NAT_ADDRESSES, 48 -> 8;
            case NAT_EVENT -> 12;
            case 10, 12, 20, 21, 24 -> 16;
            case 37 -> 20;
            case 41, 42, 45 -> 24;
            case 40 -> 32;
            case 22 -> 40;
            case 43 -> 72;
            default -> 0;
        };
    }

    private static long counter(Bytes bytes, int at, int length) {
        return length == 8 ? bytes.i64(at) : bytes.u32(at);
    }

    private static long millis(Bytes bytes, int secondsAt, int millisAt) {
        return bytes.u32(secondsAt) * 1000 + bytes.u16(millisAt);
    }
}
