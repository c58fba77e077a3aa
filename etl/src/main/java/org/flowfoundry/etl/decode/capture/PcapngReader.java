package org.flowfoundry.etl.decode.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.decode.Quarantine;

/**
 * The pcapng format (draft-ietf-opsawg-pcapng): sections of either byte order, several interfaces, enhanced, simple and
 * obsolete packet blocks. Other blocks are passed over.
 */
final class PcapngReader extends CaptureReader {

    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    private static final int BLOCK_FRAME = 12;
    private static final int MAXIMUM_BLOCK = 16 * 1024 * 1024;
    private static final int MAXIMUM_INTERFACES = 65_536;

    private final List<CaptureInterface> interfaces = new ArrayList<>();
    private boolean swapped;

    PcapngReader(LookAhead in, Quarantine quarantine) {
        super(in, quarantine);
    }

    static boolean recognizes(byte[] bytes, int at, int length) {
        if (length < BLOCK_FRAME || (int) NetworkBytes.u32(bytes, at) != SECTION_HEADER) {
            return false;
        }
        int order = (int) NetworkBytes.u32(bytes, at + 8);
        return order == BYTE_ORDER_MAGIC || Integer.reverseBytes(order) == BYTE_ORDER_MAGIC;
    }

    @Override
    public boolean next(CapturedPacket packet) throws IOException {
        while (true) {
            int available = in.fill(BLOCK_FRAME);
            if (available == 0) {
                return false;
            }
            if (recognizes(in.bytes(), in.at(), available)) {
                swapped = (int) NetworkBytes.u32(in.bytes(), in.at() + 8) != BYTE_ORDER_MAGIC;
                interfaces.clear();
            }
            if (available < BLOCK_FRAME) {
                resynchronize("Capture ends inside a block", available);
                continue;
            }
            long length = u32(4);
            if (length < BLOCK_FRAME || length > MAXIMUM_BLOCK || length % 4 != 0) {
                resynchronize("Impossible block length " + length, 4);
                continue;
            }
            if (readBlock((int) length, packet)) {
                return true;
            }
        }
    }

    /** Reads or passes over the block at hand, and says whether it was a packet. */
    private boolean readBlock(int length, CapturedPacket packet) throws IOException {
        if (length > in.capacity()) {
            passOver(length);
            return false;
        }
        if (in.fill(length) < length) {
            resynchronize("Block reaches beyond the end of the capture", 4);
            return false;
        }
        if (u32(length - 4) != length) {
            resynchronize("Block lengths at its head and its tail differ", 4);
            return false;
        }
        boolean isPacket = false;
        switch ((int) u32(0)) {
            case INTERFACE -> readInterface(length);
            case ENHANCED_PACKET -> isPacket = readPacket(packet, length, 32, u32(8));
            case OBSOLETE_PACKET -> isPacket = readPacket(packet, length, 32, u16(8));
            case SIMPLE_PACKET -> isPacket = readSimplePacket(packet, length);
            default -> {} // a section header, or a block that holds no packet
        }
        in.take(length);
        return isPacket;
    }

    private void passOver(int length) throws IOException {
        long start = in.position();
        if (in.skip(length) < length) {
            quarantine.add(-1, start, "Block reaches beyond the end of the capture", in.bytes(), in.at(), 0);
        }
    }

    private void readInterface(int length) {
        if (length < 20 || interfaces.size() >= MAXIMUM_INTERFACES) {
            quarantineBlock("Interface block of " + length + " bytes, or one too many", length);
            return;
        }
        int resolution = 6;
        long offsetSeconds = 0;
        for (int at = 16; at + 4 <= length - 4; ) {
            int code = u16(at);
            int size = u16(at + 2);
            if (code == 0 || at + 4 + size > length - 4) {
                break;
            }
            if (code == 9 && size == 1) {
                resolution = NetworkBytes.u8(in.bytes(), in.at() + at + 4);
            } else if (code == 14 && size == 8) {
                offsetSeconds = i64(at + 4);
            }
            at += 4 + ((size + 3) & ~3);
        }
        interfaces.add(new CaptureInterface(u16(8), u32(12), resolution, offsetSeconds));
    }

    private boolean readPacket(CapturedPacket packet, int length, int frame, long interfaceId) {
        long captured = length < frame ? Long.MAX_VALUE : u32(20);
        if (captured > length - frame || interfaceId >= interfaces.size()) {
            quarantineBlock("Packet block without its interface, or shorter than its packet", length);
            return false;
        }
        CaptureInterface from = interfaces.get((int) interfaceId);
        fill(packet, 28, (int) captured, u32(24), from);
        packet.timeNanos = from.nanos(u32(12) << 32 | u32(16));
        return true;
    }

    private boolean readSimplePacket(CapturedPacket packet, int length) {
        if (length < 16 || interfaces.isEmpty()) {
            quarantineBlock("Simple packet block without an interface", length);
            return false;
        }
        CaptureInterface from = interfaces.get(0);
        long captured = Math.min(u32(8), from.snapLength() == 0 ? Long.MAX_VALUE : from.snapLength());
        fill(packet, 12, (int) Math.min(captured, length - 16), u32(8), from);
        packet.timeNanos = CapturedPacket.NO_TIME;
        return true;
    }

    private void fill(CapturedPacket packet, int ahead, int captured, long original, CaptureInterface from) {
        packet.bytes = in.bytes();
        packet.offset = in.at() + ahead;
        packet.length = captured;
        packet.originalLength = original;
        packet.linkType = from.linkType();
        packet.fileOffset = in.position() + ahead;
    }

    private void quarantineBlock(String reason, int length) {
        quarantine.add(-1, in.position(), reason, in.bytes(), in.at(), length);
    }

    @Override
    int lookAheadForUnit() {
        return in.capacity() / 2;
    }

    @Override
    boolean unitBegins(int available) {
        if (available < BLOCK_FRAME) {
            return false;
        }
        long type = u32(0);
        long length = u32(4);
        boolean known = (int) type == SECTION_HEADER || (type >= INTERFACE && type <= ENHANCED_PACKET);
        return known
                && length >= BLOCK_FRAME
                && length <= available
                && length % 4 == 0
                && u32((int) length - 4) == length;
    }

    private int u16(int ahead) {
        int value = NetworkBytes.u16(in.bytes(), in.at() + ahead);
        return swapped ? Short.toUnsignedInt(Short.reverseBytes((short) value)) : value;
    }

    private long u32(int ahead) {
        long value = NetworkBytes.u32(in.bytes(), in.at() + ahead);
        return swapped ? Integer.toUnsignedLong(Integer.reverseBytes((int) value)) : value;
    }

    private long i64(int ahead) {
        long value = NetworkBytes.u64(in.bytes(), in.at() + ahead);
        return swapped ? Long.reverseBytes(value) : value;
    }
}
