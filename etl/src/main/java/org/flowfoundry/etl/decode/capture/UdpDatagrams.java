package org.flowfoundry.etl.decode.capture;

import java.io.Closeable;
import java.io.IOException;

/** The UDP datagrams of a capture, put together from fragments where they came in such. Other packets are passed over. */
public final class UdpDatagrams implements Closeable {

    private static final int UDP = 17;

    private final CaptureReader capture;
    private final CapturedPacket packet = new CapturedPacket();
    private final IpPacket ip = new IpPacket();
    private final FragmentBuffer fragments = new FragmentBuffer();
    private long packets;

    public UdpDatagrams(CaptureReader capture) {
        this.capture = capture;
    }

    /**
     * Reads the next datagram. One that the capture holds only the beginning of comes with {@link UdpDatagram#length()}
     * below {@link UdpDatagram#declaredLength()}.
     *
     * @return false at the end of the capture
     */
    public boolean next(UdpDatagram datagram) throws IOException {
        while (capture.next(packet)) {
            packets++;
            if (!ip.parse(packet) || ip.protocol != UDP) {
                continue;
            }
            if (ip.isFragment()) {
                FragmentBuffer.Assembly whole = fragments.add(ip, packet);
                if (whole != null && fill(datagram, whole)) {
                    return true;
                }
            } else if (fillWhole(datagram)) {
                return true;
            }
        }
        for (FragmentBuffer.Assembly rest = fragments.removeEldest(); rest != null; rest = fragments.removeEldest()) {
            if (fill(datagram, rest)) {
                return true;
            }
        }
        return false;
    }

    private boolean fillWhole(UdpDatagram datagram) {
        datagram.ipv6 = ip.ipv6;
        datagram.sourceHigh = ip.sourceHigh;
        datagram.sourceLow = ip.sourceLow;
        datagram.timeNanos = packet.timeNanos();
        datagram.fileOffset = packet.fileOffset() + ip.payload + UdpDatagram.HEADER - packet.offset();
        return fillPayload(datagram, ip.bytes, ip.payload, ip.payloadCaptured, ip.payloadLength);
    }

    private static boolean fill(UdpDatagram datagram, FragmentBuffer.Assembly assembly) {
        datagram.ipv6 = assembly.key().ipv6();
        datagram.sourceHigh = assembly.key().sourceHigh();
        datagram.sourceLow = assembly.key().sourceLow();
        datagram.timeNanos = assembly.timeNanos();
        datagram.fileOffset = assembly.fileOffset();
        return fillPayload(datagram, assembly.bytes(), 0, assembly.contiguous(), assembly.length());
    }

    private static boolean fillPayload(UdpDatagram datagram, byte[] bytes, int at, int captured, int length) {
        if (captured < UdpDatagram.HEADER) {
            return false;
        }
        int declared = NetworkBytes.u16(bytes, at + 4);
        int payload = (declared >= UdpDatagram.HEADER ? declared : length) - UdpDatagram.HEADER;
        datagram.sourcePort = NetworkBytes.u16(bytes, at);
        datagram.destinationPort = NetworkBytes.u16(bytes, at + 2);
        datagram.bytes = bytes;
        datagram.payload = at + UdpDatagram.HEADER;
        datagram.declaredLength = payload;
        datagram.length = Math.min(payload, captured - UdpDatagram.HEADER);
        return true;
    }

    /** Packets of the capture seen so far, of whatever kind. */
    public long packets() {
        return packets;
    }

    /** Bytes of the file read so far. */
    public long bytesRead() {
        return capture.bytesRead();
    }

    @Override
    public void close() throws IOException {
        capture.close();
    }
}
