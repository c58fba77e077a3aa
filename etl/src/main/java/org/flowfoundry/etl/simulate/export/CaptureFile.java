package org.flowfoundry.etl.simulate.export;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowfoundry.etl.simulate.traffic.Address;

/** UDP datagrams over IPv4 and Ethernet, in the pcap format (microseconds, link type 1). */
final class CaptureFile implements Closeable {

    private static final int MAGIC = 0xa1b2c3d4;
    private static final int SNAPSHOT_LENGTH = 65_535;
    private static final int ETHERNET = 1;
    private static final int ETHERNET_HEADER = 14;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int IPV4_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int UDP = 17;
    private static final int TIME_TO_LIVE = 62;
    /** First two bytes of locally administered MAC addresses; the IPv4 address follows. */
    private static final int LOCAL_MAC = 0x0200;

    private final OutputStream out;

    CaptureFile(Path file) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file));
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        header.putInt(SNAPSHOT_LENGTH).putInt(ETHERNET);
        out.write(header.array());
    }

    /**
     * Adds a datagram.
     *
     * @param time of its capture, microseconds since 1970 UTC
     * @param payload its payload, from the buffer's begin to its position
     */
    void write(long time, DatagramRoute route, int identification, ByteBuffer payload) throws IOException {
        int udpLength = UDP_HEADER + payload.position();
        int length = ETHERNET_HEADER + IPV4_HEADER + udpLength;
        ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (time / 1_000_000))
                .putInt((int) (time % 1_000_000))
                .putInt(length)
                .putInt(length);
        ByteBuffer frame = ByteBuffer.allocate(length);
        putMac(frame, route.collector());
        putMac(frame, route.exporter());
        frame.putShort((short) ETHERTYPE_IPV4);
        putIpv4(frame, route, identification, IPV4_HEADER + udpLength);
        putUdp(frame, route, udpLength, payload);
        out.write(record.array());
        out.write(frame.array());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static void putMac(ByteBuffer frame, Address address) {
        frame.putShort((short) LOCAL_MAC).putInt((int) address.low());
    }

    private static void putIpv4(ByteBuffer frame, DatagramRoute route, int identification, int totalLength) {
        int start = frame.position();
        frame.put((byte) 0x45).put((byte) 0).putShort((short) totalLength);
        frame.putShort((short) identification).putShort((short) 0);
        frame.put((byte) TIME_TO_LIVE).put((byte) UDP).putShort((short) 0);
        frame.putInt((int) route.exporter().low())
                .putInt((int) route.collector().low());
        frame.putShort(start + 10, checksum(sum(frame, start, IPV4_HEADER)));
    }

    private static void putUdp(ByteBuffer frame, DatagramRoute route, int length, ByteBuffer payload) {
        int start = frame.position();
        frame.putShort((short) route.exporterPort()).putShort((short) route.collectorPort());
        frame.putShort((short) length).putShort((short) 0);
        frame.put(payload.duplicate().flip());
        // The pseudo-header's addresses stand right before the datagram (RFC 768).
        short checksum = checksum(sum(frame, start - 8, 8 + length) + UDP + length);
        frame.putShort(start + 6, checksum == 0 ? (short) 0xffff : checksum);
    }

    /** Sum of the 16-bit words of a stretch that ends the buffer's content, padded with zero to whole words. */
    private static long sum(ByteBuffer buffer, int from, int length) {
        long sum = 0;
        for (int i = from; i + 1 < from + length; i += 2) {
            sum += buffer.getShort(i) & 0xffff;
        }
        return length % 2 == 0 ? sum : sum + ((buffer.get(from + length - 1) & 0xff) << 8);
    }

    /** One's complement of the one's complement sum (RFC 1071). */
    private static short checksum(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (short) ~folded;
    }
}
