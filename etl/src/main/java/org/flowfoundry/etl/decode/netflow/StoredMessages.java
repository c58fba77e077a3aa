package org.flowfoundry.etl.decode.netflow;

import java.io.IOException;
import java.util.Arrays;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.capture.LookAhead;
import org.flowfoundry.etl.decode.capture.NetworkBytes;

/** Messages one after the other in a file (RFC 5655), or one datagram's payload alone. */
final class StoredMessages implements MessageSource {

    /** So far ahead lie the longest message and the header of the one behind it. */
    private static final int LOOK_AHEAD = 2 * 65_536;

    private static final int CAPACITY = 4 * LOOK_AHEAD;

    private final LookAhead in;
    private final Exporter exporter;
    private final Quarantine quarantine;

    StoredMessages(ByteSource source, Quarantine quarantine) throws IOException {
        this.in = new LookAhead(source.open(0), CAPACITY);
        this.exporter = Exporter.behind(source.name());
        this.quarantine = quarantine;
    }

    @Override
    public boolean next(ExportMessage message) throws IOException {
        while (true) {
            int available = in.fill(LOOK_AHEAD);
            if (available == 0) {
                return false;
            }
            int length = MessageShape.storedLength(in.bytes(), in.at(), available);
            if (length > 0) {
                int there = Math.min(length, available);
                int end = in.at() + there;
                long origin = in.position() - in.at();
                message.set(in.bytes(), in.at(), end, in.at() + length, origin, exporter, 0, Long.MIN_VALUE);
                in.take(there);
                return true;
            }
            if (in.bytes()[in.at()] == 0 && skipZeros(available)) {
                continue;
            }
            quarantineUpToMessage(available);
        }
    }

    /** Passes over padding; false where the zero is none, as the next message's version begins with one, too. */
    private boolean skipZeros(int available) {
        int zeros = 0;
        while (zeros < available && in.bytes()[in.at() + zeros] == 0) {
            zeros++;
        }
        boolean messageBehind =
                zeros > 1 && MessageShape.beginsMessage(in.bytes(), in.at() + zeros - 1, available - zeros + 1);
        boolean padding = zeros == available || messageBehind;
        if (padding) {
            in.take(zeros == available ? zeros : zeros - 1);
        }
        return padding;
    }

    private void quarantineUpToMessage(int available) throws IOException {
        long start = in.position();
        byte[] raw = Arrays.copyOfRange(in.bytes(), in.at(), in.at() + Math.min(available, Quarantine.RAW_LIMIT));
        String reason = reason(available);
        int left = available;
        do {
            in.take(1);
            left = in.fill(LOOK_AHEAD);
        } while (left > 0 && !MessageShape.isMessage(in.bytes(), in.at(), left));
        long skipped = in.position() - start;
        quarantine.add(
                -1, start, reason + "; " + skipped + " bytes skipped", raw, 0, (int) Math.min(raw.length, skipped));
    }

    private String reason(int available) {
        int old = MessageShape.unreadVersion(in.bytes(), in.at(), available);
        if (old > 0) {
            return "NetFlow v" + old + " is not read";
        }
        return available < 2
                ? "Not an export message"
                : "Not an export message: version " + NetworkBytes.u16(in.bytes(), in.at())
                        + ", or lengths that do not fit it";
    }

    @Override
    public long bytesRead() {
        return in.position();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
