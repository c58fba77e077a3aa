package org.flowfoundry.etl.decode.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.flowfoundry.etl.decode.Quarantine;

/** Reads a packet capture, pcap or pcapng, packet by packet. What is damaged goes to quarantine, and reading goes on. */
public abstract sealed class CaptureReader implements Closeable permits PcapReader, PcapngReader {

    /** The largest packet that a capture may hold, as libpcap has it. */
    static final int MAXIMUM_PACKET = 262_144;

    private static final int LOOK_AHEAD = 4 * MAXIMUM_PACKET;

    final LookAhead in;
    final Quarantine quarantine;

    CaptureReader(LookAhead in, Quarantine quarantine) {
        this.in = in;
        this.quarantine = quarantine;
    }

    /** Whether a file that begins like this is a capture. */
    public static boolean recognizes(byte[] head) {
        return PcapReader.recognizes(head, 0, head.length) || PcapngReader.recognizes(head, 0, head.length);
    }

    /**
     * Opens a capture; the stream is closed with it.
     *
     * <p>A stream that is no capture reads as one quarantined stretch without packets.
     */
    public static CaptureReader open(InputStream stream, Quarantine quarantine) throws IOException {
        LookAhead in = new LookAhead(stream, LOOK_AHEAD);
        int available = in.fill(PcapReader.FILE_HEADER);
        return PcapngReader.recognizes(in.bytes(), in.at(), available)
                ? new PcapngReader(in, quarantine)
                : new PcapReader(in, quarantine);
    }

    /**
     * Reads the next packet.
     *
     * @return false at the end of the capture
     */
    public abstract boolean next(CapturedPacket packet) throws IOException;

    /** Bytes of the file read so far. */
    public final long bytesRead() {
        return in.position();
    }

    /** Quarantines everything up to the next place where a unit plausibly begins, or the end, and stands there then. */
    final void resynchronize(String reason, int alignment) throws IOException {
        int available = in.fill(in.capacity());
        long start = in.position();
        byte[] raw =
                java.util.Arrays.copyOfRange(in.bytes(), in.at(), in.at() + Math.min(available, Quarantine.RAW_LIMIT));
        boolean found = false;
        while (available > 0 && !found) {
            int step = Math.min(alignment, available);
            in.take(step);
            available = in.fill(lookAheadForUnit());
            found = available > 0 && unitBegins(available);
        }
        int skipped = (int) Math.min(raw.length, in.position() - start);
        quarantine.add(-1, start, reason + "; " + (in.position() - start) + " bytes skipped", raw, 0, skipped);
    }

    /** How many bytes {@link #unitBegins} looks at, at most. */
    abstract int lookAheadForUnit();

    /** Whether a record or block plausibly begins at the next byte. */
    abstract boolean unitBegins(int available);

    @Override
    public void close() throws IOException {
        in.close();
    }
}
