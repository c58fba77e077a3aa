package org.flowfoundry.etl.decode.netflow;

import java.util.HashSet;
import java.util.Set;
import org.flowfoundry.etl.decode.capture.NetworkBytes;

/**
 * Remembers the last messages by what is in them, sequence number and clock included, so that a datagram that was captured
 * twice is told from two that only look alike. A 64-bit hash stands for the bytes.
 */
final class DuplicateWindow {

    private static final int SIZE = 65_536;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final long[] hashes = new long[SIZE];
    private final Set<Long> present = new HashSet<>();
    private int next;
    private boolean full;

    /** Whether the message was seen before within the window; remembers it else. */
    boolean isDuplicate(ExportMessage message) {
        long hash = hash(message);
        if (!present.add(hash)) {
            return true;
        }
        if (full) {
            present.remove(hashes[next]);
        }
        hashes[next] = hash;
        next = (next + 1) % SIZE;
        full |= next == 0;
        return false;
    }

    private static long hash(ExportMessage message) {
        long hash = message.domain.exporter().hashCode() * 31L + message.sourcePort;
        int at = message.start;
        for (; at + 8 <= message.end; at += 8) {
            hash = mixed(hash ^ NetworkBytes.u64(message.bytes, at));
        }
        hash ^= NetworkBytes.unsigned(message.bytes, at, message.end - at);
        return mixed(hash ^ ((long) message.end - message.start) << 48);
    }

    private static long mixed(long value) {
        long mixed = value * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }
}
