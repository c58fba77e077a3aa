package org.flowfoundry.etl.decode.capture;

import java.util.ArrayList;
import java.util.List;

/** Makes packets and captures. */
public final class Captures {

    public static final long SECONDS = 1_780_000_000L;

    private static final int ETHERNET = 1;

    private Captures() {}

    /** A pcap file of Ethernet packets, one a second. */
    public static byte[] pcap(List<byte[]> packets) {
        return pcap(ETHERNET, packets);
    }

    public static byte[] pcap(int linkType, List<byte[]> packets) {
        Bytes file = new Bytes().raw(pcapHeader(linkType));
        for (int i = 0; i < packets.size(); i++) {
            byte[] packet = packets.get(i);
            file.u32(SECONDS + i, 0, packet.length, packet.length).raw(packet);
        }
        return file.done();
    }

    public static byte[] pcapHeader(int linkType) {
        return new Bytes()
                .u32(0xa1b2c3d4L)
                .u16(2, 4)
                .u32(0, 0, 65_535, linkType)
                .done();
    }

    /** The packets of a little-endian pcap file, each with its record header. */
    public static List<byte[]> records(byte[] pcap) {
        List<byte[]> records = new ArrayList<>();
        for (int at = 24; at < pcap.length; ) {
            int length = Integer.reverseBytes((int) NetworkBytes.u32(pcap, at + 8));
            records.add(java.util.Arrays.copyOfRange(pcap, at, at + 16 + length));
            at += 16 + length;
        }
        return records;
    }

    /** The file again, with these packets in place of its own. */
    public static byte[] withRecords(byte[] pcap, List<byte[]> records) {
        Bytes file = new Bytes().raw(java.util.Arrays.copyOf(pcap, 24));
        records.forEach(file::raw);
        return file.done();
    }

    public static byte[] ethernet(byte[] ipPacket) {
        int type = ipPacket[0] >> 4 == 4 ? 0x0800 : 0x86dd;
        return new Bytes().zeros(12).u16(type).raw(ipPacket).done();
    }

    /** A UDP datagram from 192.0.2.exporter to port 2055. */
    public static byte[] udp4(int exporter, int sourcePort, byte[] payload) {
        return ipv4(exporter, 17, 0, udp(sourcePort, 2055, payload));
    }

    public static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
        return new Bytes()
                .u16(sourcePort, destinationPort, payload.length + 8, 0)
                .raw(payload)
                .done();
    }

    /**
     * An IPv4 packet from 192.0.2.exporter.
     *
     * @param fragment flags and offset in units of eight bytes
     */
    public static byte[] ipv4(int exporter, int protocol, int fragment, byte[] payload) {
        return new Bytes()
                .u8(0x45, 0)
                .u16(20 + payload.length, 7, fragment)
                .u8(64, protocol)
                .u16(0)
                .u32(0xc0000200L + exporter, 0xc00002feL)
                .raw(payload)
                .done();
    }

    public static byte[] ipv6(int nextHeader, byte[] payload) {
        return new Bytes()
                .u32(0x60000000L)
                .u16(payload.length)
                .u8(nextHeader, 64)
                .u64(0x20010db800000000L, 1, 0x20010db800000000L, 2)
                .raw(payload)
                .done();
    }
}
