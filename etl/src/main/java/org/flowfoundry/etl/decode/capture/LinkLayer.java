package org.flowfoundry.etl.decode.capture;

/** Finds the IP packet behind a link-layer header. Link types are those of https://www.tcpdump.org/linktypes.html. */
final class LinkLayer {

    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int PPP = 9;
    private static final int RAW_DLT = 12;
    private static final int RAW_OPENBSD = 14;
    private static final int RAW = 101;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int LINUX_SLL2 = 276;

    private static final int TYPE_IPV4 = 0x0800;
    private static final int TYPE_IPV6 = 0x86dd;
    private static final int TYPE_MPLS = 0x8847;
    private static final int TYPE_PPPOE = 0x8864;
    private static final int MAXIMUM_TAGS = 8;

    private LinkLayer() {}

    /** Where the IP header begins, or -1 where the packet carries no IP, or its link type is not known. */
    static int ipHeader(CapturedPacket packet) {
        byte[] bytes = packet.bytes();
        int at = packet.offset();
        int end = at + packet.length();
        return switch (packet.linkType()) {
            case ETHERNET -> behindType(bytes, at + 12, end);
            case LINUX_SLL -> behindType(bytes, at + 14, end);
            case LINUX_SLL2 -> end - at < 20 ? -1 : behindKnownType(bytes, NetworkBytes.u16(bytes, at), at + 20, end);
            case NULL, LOOP -> at + 4;
            case RAW_DLT, RAW_OPENBSD, RAW, IPV4, IPV6 -> at;
            case PPP -> behindPpp(bytes, at, end);
            default -> -1;
        };
    }

    /** Reads an EtherType, past any VLAN tags. */
    private static int behindType(byte[] bytes, int typeAt, int end) {
        int at = typeAt;
        for (int tags = 0; tags <= MAXIMUM_TAGS && at + 2 <= end; tags++) {
            int type = NetworkBytes.u16(bytes, at);
            if (!isTag(type)) {
                return type < 0x600 ? behindSnap(bytes, at + 2, end) : behindKnownType(bytes, type, at + 2, end);
            }
            at += 4;
        }
        return -1;
    }

    /** 802.1Q, 802.1ad, and the QinQ types from before it. */
    private static boolean isTag(int type) {
        return type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200;
    }

    private static int behindKnownType(byte[] bytes, int type, int at, int end) {
        return switch (type) {
            case TYPE_IPV4, TYPE_IPV6 -> at;
            case TYPE_MPLS -> behindLabels(bytes, at, end);
            case TYPE_PPPOE -> behindPpp(bytes, at + 6, end);
            default -> isTag(type) ? behindType(bytes, at + 2, end) : -1;
        };
    }

    /** IEEE 802.2 with a SNAP header that carries an EtherType. */
    private static int behindSnap(byte[] bytes, int at, int end) {
        boolean snap = at + 8 <= end && NetworkBytes.u32(bytes, at) >>> 8 == 0xaaaa03 && bytes[at + 3] == 0;
        return snap ? behindKnownType(bytes, NetworkBytes.u16(bytes, at + 6), at + 8, end) : -1;
    }

    private static int behindLabels(byte[] bytes, int labelsAt, int end) {
        for (int at = labelsAt; at + 4 <= end; at += 4) {
            if ((bytes[at + 2] & 1) != 0) {
                return at + 4;
            }
        }
        return -1;
    }

    private static int behindPpp(byte[] bytes, int pppAt, int end) {
        int at = pppAt;
        if (at + 4 > end) {
            return -1;
        }
        if (NetworkBytes.u16(bytes, at) == 0xff03) {
            at += 2;
        }
        int protocol = NetworkBytes.u16(bytes, at);
        return protocol == 0x0021 || protocol == 0x0057 ? at + 2 : -1;
    }
}
