package org.flowfoundry.etl.decode.nfcapd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes nfdump's records, in the buffer's byte order. */
record RecordWriter(ByteBuffer out) {

    private static final int EXPORTER = 5;
    private static final int NETFLOW = 9;
    private static final int NARROW_MAP = 3;
    private static final int WIDE_MAP = 4;
    private static final int WIDE_IPV6_MAP = 5;

    /** An exporter, its sampler, and maps of narrow and wide extensions; returns how many records. */
    int controlsOfLayout1() {
        exporter(2, ipv4InUnion());
        int start = start(RecordType.SAMPLER_V0);
        out.putInt(-1).putInt(TestFlow.SAMPLING).putShort((short) 1).putShort((short) EXPORTER);
        finish(start);
        map(NARROW_MAP, 4, 6, 8, 9, 13, 14, 16, 20, 27);
        map(WIDE_MAP, 5, 7, 8, 9, 13, 15, 17, 20, 27);
        map(WIDE_IPV6_MAP, 5, 7, 8, 10, 13, 15, 17, 20, 27);
        return 5;
    }

    /** An exporter in the form of nfdump 1.7.8, its sampler; returns how many records. */
    int controlsOfLayout2() {
        exporter(0, ipv4Mapped());
        int start = start(RecordType.SAMPLER);
        out.putShort((short) EXPORTER).putShort((short) 1);
        sampler();
        finish(start);
        return 2;
    }

    void exportersOfLayout3() {
        out.putInt(1).putInt(0);
        int start = start(RecordType.EXPORTER_V4);
        out.put(ipv4Mapped()).putInt(NETFLOW).putInt(TestFlow.EXPORTER_DOMAIN).putInt(EXPORTER);
        out.putLong(0).putLong(0).putInt(0).putShort((short) 1).putShort((short) 1);
        sampler();
        out.putInt(1).putInt(0);
        finish(start);
    }

    void ident(String ident) {
        int start = start(RecordType.IDENT);
        out.put(ident.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        finish(start);
    }

    void common(TestFlow flow) {
        boolean wide = isWide(flow);
        int start = start(RecordType.COMMON);
        boolean longPackets = flow.packets() >>> 32 != 0;
        boolean longBytes = flow.bytes() >>> 32 != 0;
        out.put((byte) ((flow.ipv6() ? 1 : 0) | (longPackets ? 2 : 0) | (longBytes ? 4 : 0)));
        out.put((byte) NETFLOW);
        out.putShort((short) (!wide ? NARROW_MAP : flow.ipv6() ? WIDE_IPV6_MAP : WIDE_MAP));
        out.putShort((short) (flow.first() % 1000)).putShort((short) (flow.last() % 1000));
        out.putInt((int) (flow.first() / 1000)).putInt((int) (flow.last() / 1000));
        out.put((byte) flow.forwarding()).put((byte) flow.tcpFlags());
        out.put((byte) flow.protocol()).put((byte) flow.tos());
        out.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort());
        out.putShort((short) EXPORTER).putShort((short) 0);
        addresses(flow);
        number(flow.packets(), longPackets ? 8 : 4);
        number(flow.bytes(), longBytes ? 8 : 4);
        extensions(flow, wide);
        finish(start);
    }

    /** Whether the flow has values that the narrow extensions have no room for. */
    private static boolean isWide(TestFlow flow) {
        long wide = flow.ingress() | flow.egress() | flow.sourceAs() | flow.destinationAs();
        return flow.ipv6() || wide >>> 16 != 0 || (flow.reversePackets() | flow.reverseBytes()) >>> 32 != 0;
    }

    private void extensions(TestFlow flow, boolean wide) {
        number(flow.ingress(), wide ? 4 : 2);
        number(flow.egress(), wide ? 4 : 2);
        number(flow.sourceAs(), wide ? 4 : 2);
        number(flow.destinationAs(), wide ? 4 : 2);
        out.put((byte) 0).put((byte) flow.direction());
        out.put((byte) flow.sourceMask()).put((byte) flow.destinationMask());
        nextHop(flow);
        out.putShort((short) flow.vlan()).putShort((short) flow.postVlan());
        number(flow.reversePackets(), wide ? 8 : 4);
        number(flow.reverseBytes(), wide ? 8 : 4);
        out.putLong(flow.sourceMac()).putLong(0);
        out.putLong(flow.received());
    }

    void v3(TestFlow flow) {
        int start = start(RecordType.V3);
        out.putShort((short) 8).put((byte) 0).put((byte) 0).putShort((short) EXPORTER);
        out.put((byte) 0).put((byte) NETFLOW);
        int element = start(1);
        generic(flow);
        finish(element);
        element = start(flow.ipv6() ? 3 : 2);
        addresses(flow);
        finish(element);
        element = start(4);
        out.putInt((int) flow.ingress()).putInt((int) flow.egress());
        out.put((byte) flow.sourceMask()).put((byte) flow.destinationMask());
        out.put((byte) flow.direction())
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) 0)
                .putShort((short) 0);
        finish(element);
        element = start(5);
        out.putLong(0).putLong(flow.reversePackets()).putLong(flow.reverseBytes());
        finish(element);
        element = start(6);
        out.putInt(flow.vlan()).putInt(flow.postVlan());
        finish(element);
        element = start(7);
        out.putInt((int) flow.sourceAs()).putInt((int) flow.destinationAs());
        finish(element);
        element = start(flow.ipv6() ? 11 : 10);
        nextHop(flow);
        finish(element);
        element = start(15);
        out.putLong(flow.sourceMac()).putLong(0).putLong(0).putLong(0);
        finish(element);
        finish(start);
    }

    void v4(TestFlow flow) {
        int start = start(RecordType.V4);
        int[] extensions = {1, flow.ipv6() ? 3 : 2, 4, 5, 6, 7, 8, flow.ipv6() ? 10 : 9, 14};
        long bitmap = 0;
        for (int extension : extensions) {
            bitmap |= 1L << extension;
        }
        out.putShort((short) extensions.length).putShort((short) 0).putInt(EXPORTER);
        out.put((byte) 0).put((byte) 0).put((byte) NETFLOW).put((byte) 0).putLong(bitmap);
        int table = out.position();
        out.position(table + (2 * extensions.length + 7) / 8 * 8);
        for (int i = 0; i < extensions.length; i++) {
            out.putShort(table + 2 * i, (short) (out.position() - start));
            extensionOfV4(extensions[i], flow);
        }
        finish(start);
    }

    private void extensionOfV4(int extension, TestFlow flow) {
        switch (extension) {
            case 1 -> generic(flow);
            case 2, 3 -> addresses(flow);
            case 4 -> out.putInt((int) flow.ingress()).putInt((int) flow.egress());
            case 5 ->
                out.put((byte) flow.sourceMask())
                        .put((byte) flow.destinationMask())
                        .put((byte) flow.direction())
                        .put(new byte[5]);
            case 6 -> out.putLong(0).putLong(flow.reversePackets()).putLong(flow.reverseBytes());
            case 7 -> out.putInt(flow.vlan()).putInt(flow.postVlan());
            case 8 -> out.putInt((int) flow.sourceAs()).putInt((int) flow.destinationAs());
            case 9, 10 -> {
                nextHop(flow);
                out.put(new byte[extension == 9 ? 4 : 16]);
            }
            case 14 -> out.putLong(flow.sourceMac()).putLong(0);
            default -> throw new IllegalArgumentException("No such extension: " + extension);
        }
    }

    private void generic(TestFlow flow) {
        out.putLong(flow.first()).putLong(flow.last()).putLong(flow.received());
        out.putLong(flow.packets()).putLong(flow.bytes());
        out.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort());
        out.put((byte) flow.protocol()).put((byte) flow.tcpFlags());
        out.put((byte) flow.forwarding()).put((byte) flow.tos());
    }

    private void addresses(TestFlow flow) {
        if (flow.ipv6()) {
            out.putLong(flow.sourceHigh()).putLong(flow.sourceLow());
            out.putLong(flow.destinationHigh()).putLong(flow.destinationLow());
        } else {
            out.putInt((int) flow.sourceLow()).putInt((int) flow.destinationLow());
        }
    }

    private void nextHop(TestFlow flow) {
        if (flow.ipv6()) {
            out.putLong(flow.nextHopHigh()).putLong(flow.nextHopLow());
        } else {
            out.putInt((int) flow.nextHopLow());
        }
    }

    private void exporter(int family, byte[] address) {
        int start = start(RecordType.EXPORTER);
        out.putInt(NETFLOW).put(address).putShort((short) family).putShort((short) EXPORTER);
        out.putInt(TestFlow.EXPORTER_DOMAIN);
        finish(start);
    }

    /** Selector, packet interval, packet space. */
    private void sampler() {
        out.putLong(-1).putInt(1).putInt(TestFlow.SAMPLING - 1);
    }

    private void map(int number, int... extensions) {
        int start = start(RecordType.EXTENSION_MAP);
        out.putShort((short) number).putShort((short) 0);
        for (int extension : extensions) {
            out.putShort((short) extension);
        }
        out.putShort((short) 0);
        finish(start);
    }

    private byte[] ipv4InUnion() {
        ByteBuffer address = ByteBuffer.allocate(16).order(out.order());
        address.putInt(out.order() == ByteOrder.BIG_ENDIAN ? 12 : 8, TestFlow.EXPORTER_ADDRESS);
        return address.array();
    }

    private static byte[] ipv4Mapped() {
        return ByteBuffer.allocate(16)
                .putShort(10, (short) -1)
                .putInt(12, TestFlow.EXPORTER_ADDRESS)
                .array();
    }

    private void number(long value, int bytes) {
        switch (bytes) {
            case 2 -> out.putShort((short) value);
            case 4 -> out.putInt((int) value);
            default -> out.putLong(value);
        }
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
