package org.flowfoundry.etl.export;

import java.nio.ByteBuffer;

/**
 * The statistics of an nfcapd file: flows, bytes and packets, of both directions, in all and by kind of protocol, and the first
 * and last time.
 */
final class NfcapdStatistics {

    /** Bytes of the record's content. */
    static final int LENGTH = 144;

    private static final int KINDS = 4;

    private final long[] flows = new long[KINDS];
    private final long[] packets = new long[KINDS];
    private final long[] bytes = new long[KINDS];
    private long first = Long.MAX_VALUE;
    private long last;

    /** Counts the flow of the cursor as it was written. */
    void add(FlowCursor cursor, NfcapdRecords.Written written) {
        int kind = kind(written.protocol());
        flows[kind]++;
        packets[kind] += written.packets();
        bytes[kind] += written.bytes();
        first = Math.min(first, Math.max(0, cursor.startMillis()));
        last = Math.max(last, cursor.endMillis());
    }

    /** Writes them in the order of nfdump's {@code stat_record_t}. */
    void put(ByteBuffer out) {
        out.putLong(sum(flows)).putLong(sum(bytes)).putLong(sum(packets));
        for (long[] counts : new long[][] {flows, bytes, packets}) {
            for (long count : counts) {
                out.putLong(count);
            }
        }
        out.putLong(first == Long.MAX_VALUE ? 0 : first).putLong(last);
        out.putLong(0); // failures of sequence numbers, which a table does not know
    }

    private static int kind(int protocol) {
        return switch (protocol) {
            case 6 -> 0;
            case 17 -> 1;
            case 1, 58 -> 2;
            default -> 3;
        };
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
