package org.flowfoundry.etl.decode.capture;

import java.io.IOException;
import org.flowfoundry.etl.decode.Quarantine;

/** The classic pcap format, in either byte order, with micro- or nanoseconds. */
final class PcapReader extends CaptureReader {

    static final int FILE_HEADER = 24;

    private static final int RECORD_HEADER = 16;
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final long DAY_SECONDS = 86_400;

    private boolean opened;
    private boolean swapped;
    private boolean nanoseconds;
    private int linkType;
    private long lastSeconds = -1;

    PcapReader(LookAhead in, Quarantine quarantine) {
        super(in, quarantine);
    }

    static boolean recognizes(byte[] bytes, int at, int length) {
        if (length < 4) {
            return false;
        }
        int magic = (int) NetworkBytes.u32(bytes, at);
        return isMagic(magic) || isMagic(Integer.reverseBytes(magic));
    }

    private static boolean isMagic(int magic) {
        return magic == MICROSECONDS || magic == NANOSECONDS;
    }

    @Override
    public boolean next(CapturedPacket packet) throws IOException {
        if (!opened && !openFile()) {
            return false;
        }
        while (true) {
            int available = in.fill(RECORD_HEADER);
            if (available == 0) {
                return false;
            }
            if (available < RECORD_HEADER) {
                quarantineRest("Capture ends inside a packet header", available);
                return false;
            }
            if (!isHeader(0)) {
                resynchronize("Implausible packet header", 1);
                continue;
            }
            int length = (int) u32(8);
            available = in.fill(RECORD_HEADER + length);
            if (available < RECORD_HEADER + length) {
                if (followingHeaderHidden(available)) {
                    resynchronize("Packet reaches beyond the end of the capture", 1);
                    continue;
                }
                quarantineRest("Capture ends inside a packet", available);
                return false;
            }
            fill(packet, length);
            in.take(RECORD_HEADER + length);
            return true;
        }
    }

    private boolean openFile() throws IOException {
        opened = true;
        int available = in.fill(FILE_HEADER);
        if (available < FILE_HEADER || !recognizes(in.bytes(), in.at(), available)) {
            if (available > 0) {
                quarantineRest("Not a pcap or pcapng capture", available);
            }
            return false;
        }
        int magic = (int) NetworkBytes.u32(in.bytes(), in.at());
        swapped = !isMagic(magic);
        nanoseconds = (swapped ? Integer.reverseBytes(magic) : magic) == NANOSECONDS;
        linkType = (int) u32(20) & 0xffff;
        in.take(FILE_HEADER);
        return true;
    }

    private void fill(CapturedPacket packet, int length) {
        lastSeconds = u32(0);
        packet.bytes = in.bytes();
        packet.offset = in.at() + RECORD_HEADER;
        packet.length = length;
        packet.originalLength = u32(12);
        packet.timeNanos = lastSeconds * 1_000_000_000L + u32(4) * (nanoseconds ? 1 : 1_000);
        packet.linkType = linkType;
        packet.fileOffset = in.position() + RECORD_HEADER;
    }

    private void quarantineRest(String reason, int available) throws IOException {
        quarantine.add(-1, in.position(), reason, in.bytes(), in.at(), available);
        in.skip(Long.MAX_VALUE);
    }

    /** Whether the bytes at some distance can be a packet header: possible lengths, and a possible fraction of a second. */
    private boolean isHeader(int ahead) {
        long length = u32(ahead + 8);
        return length <= MAXIMUM_PACKET
                && u32(ahead + 12) >= length
                && u32(ahead + 12) <= Integer.MAX_VALUE
                && u32(ahead + 4) < (nanoseconds ? 1_000_000_000 : 1_000_000);
    }

    /** Whether a packet that seems to be cut short is rather one whose length is wrong, as others stand behind it. */
    private boolean followingHeaderHidden(int available) {
        for (int ahead = RECORD_HEADER; ahead + RECORD_HEADER <= available; ahead++) {
            if (begins(ahead, available)) {
                return true;
            }
        }
        return false;
    }

    @Override
    int lookAheadForUnit() {
        return 2 * RECORD_HEADER + MAXIMUM_PACKET;
    }

    @Override
    boolean unitBegins(int available) {
        return begins(0, available);
    }

    /** A packet counts as found where another one follows it within a day, or the file ends behind it within a day of the last. */
    private boolean begins(int ahead, int available) {
        if (available - ahead < RECORD_HEADER || !isHeader(ahead) || u32(ahead) == 0 || u32(ahead + 8) == 0) {
            return false;
        }
        int end = ahead + RECORD_HEADER + (int) u32(ahead + 8);
        return end == available
                ? lastSeconds < 0 || isNear(u32(ahead), lastSeconds)
                : end + RECORD_HEADER <= available && isHeader(end) && isNear(u32(end), u32(ahead));
    }

    private static boolean isNear(long seconds, long others) {
        return Math.abs(seconds - others) <= DAY_SECONDS;
    }

    private long u32(int ahead) {
        long value = NetworkBytes.u32(in.bytes(), in.at() + ahead);
        return swapped ? Integer.toUnsignedLong(Integer.reverseBytes((int) value)) : value;
    }
}
