package org.flowfoundry.etl.decode.capture;

/** One UDP datagram of a capture, filled anew by each {@link UdpDatagrams#next}. */
public final class UdpDatagram {

    static final int HEADER = 8;

    boolean ipv6;
    long sourceHigh;
    long sourceLow;
    int sourcePort;
    int destinationPort;
    byte[] bytes;
    int payload;
    int length;
    int declaredLength;
    long timeNanos;
    long fileOffset;

    public boolean isIpv6() {
        return ipv6;
    }

    /** The upper 64 bits of an IPv6 source address. */
    public long sourceHigh() {
        return sourceHigh;
    }

    /** The lower 64 bits of an IPv6 source address, or an IPv4 source address. */
    public long sourceLow() {
        return sourceLow;
    }

    public int sourcePort() {
        return sourcePort;
    }

    public int destinationPort() {
        return destinationPort;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the payload begins. */
    public int payload() {
        return payload;
    }

    /** Bytes of the payload that the capture holds. */
    public int length() {
        return length;
    }

    /** Bytes of the payload that were sent. */
    public int declaredLength() {
        return declaredLength;
    }

    /** Nanoseconds since 1970-01-01T00:00:00Z, or {@link CapturedPacket#NO_TIME}. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Byte offset in the file of the payload's first byte; of the last fragment, where the datagram came in fragments. */
    public long fileOffset() {
        return fileOffset;
    }
}
