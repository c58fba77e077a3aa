package org.flowfoundry.etl.decode.capture;

/** The IP header of a packet, IPv4 or IPv6, and where its payload lies. Filled anew by each {@link #parse}. */
public final class IpPacket {

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MAXIMUM_EXTENSIONS = 16;

    boolean ipv6;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int protocol;
    long identification;
    int fragmentOffset;
    boolean moreFragments;
    byte[] bytes;
    int payload;
    int payloadLength;
    int payloadCaptured;

    /** Reads the IP header of a packet; false where it carries no complete one. */
    public boolean parse(CapturedPacket packet) {
        int at = LinkLayer.ipHeader(packet);
        int end = packet.offset() + packet.length();
        if (at < 0 || at >= end) {
            return false;
        }
        bytes = packet.bytes();
        return switch (bytes[at] >> 4 & 0xf) {
            case 4 -> parseIpv4(at, end);
            case 6 -> parseIpv6(at, end);
            default -> false;
        };
    }

    private boolean parseIpv4(int at, int end) {
        int header = (bytes[at] & 0xf) * 4;
        if (header < 20 || at + header > end) {
            return false;
        }
        int total = NetworkBytes.u16(bytes, at + 2);
        if (total == 0) {
            total = Math.min(end - at, 0xffff); // left to the network card by segmentation offload
        }
        if (total < header) {
            return false;
        }
        ipv6 = false;
        protocol = bytes[at + 9] & 0xff;
        sourceHigh = 0;
        sourceLow = NetworkBytes.u32(bytes, at + 12);
        destinationHigh = 0;
        destinationLow = NetworkBytes.u32(bytes, at + 16);
        identification = NetworkBytes.u16(bytes, at + 4);
        int fragment = NetworkBytes.u16(bytes, at + 6);
        fragmentOffset = (fragment & 0x1fff) * 8;
        moreFragments = (fragment & 0x2000) != 0;
        return payload(at + header, total - header, end);
    }

    private boolean parseIpv6(int at, int end) {
        if (at + 40 > end) {
            return false;
        }
        ipv6 = true;
        sourceHigh = NetworkBytes.u64(bytes, at + 8);
        sourceLow = NetworkBytes.u64(bytes, at + 16);
        destinationHigh = NetworkBytes.u64(bytes, at + 24);
        destinationLow = NetworkBytes.u64(bytes, at + 32);
        fragmentOffset = 0;
        moreFragments = false;
        protocol = bytes[at + 6] & 0xff;
        int length = NetworkBytes.u16(bytes, at + 4);
        int here = at + 40;
        for (int i = 0; i < MAXIMUM_EXTENSIONS && isExtension(protocol); i++) {
            if (here + 8 > end) {
                return false;
            }
            int size = extensionLength(here);
            protocol = bytes[here] & 0xff;
            here += size;
            length -= size;
            if (fragmentOffset > 0) {
                break; // what follows is a piece of the payload, not another header
            }
        }
        return length >= 0 && payload(here, length, end);
    }

    private static boolean isExtension(int header) {
        return header == HOP_BY_HOP
                || header == ROUTING
                || header == FRAGMENT
                || header == AUTHENTICATION
                || header == DESTINATION_OPTIONS;
    }

    private int extensionLength(int at) {
        if (protocol == FRAGMENT) {
            int fragment = NetworkBytes.u16(bytes, at + 2);
            fragmentOffset = fragment & 0xfff8;
            moreFragments = (fragment & 1) != 0;
            identification = NetworkBytes.u32(bytes, at + 4);
            return 8;
        }
        int units = bytes[at + 1] & 0xff;
        return protocol == AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8;
    }

    private boolean payload(int at, int length, int end) {
        payload = at;
        payloadLength = length;
        payloadCaptured = Math.max(0, Math.min(length, end - at));
        return at <= end;
    }

    public boolean isIpv6() {
        return ipv6;
    }

    /** The IP protocol number of the payload. */
    public int protocol() {
        return protocol;
    }

    /** Whether the payload is only a part of what was sent. */
    public boolean isFragment() {
        return moreFragments || fragmentOffset > 0;
    }
}
