package org.flowfoundry.etl.ingest;

import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.DecodeCounts;

/** Counts the rows of one part of a file as they pass. */
final class Tally {

    private long read;
    private long written;
    private long undated;
    private long rejected;
    private long packets;
    private long bytes;
    private long firstFlowStart = Long.MAX_VALUE;
    private long lastFlowEnd = Long.MIN_VALUE;

    /** Counts decoded and dated rows. */
    void addRead(FlowBatch batch) {
        int rows = batch.rows();
        read += rows;
        packets = FileCounts.sum(packets, FileCounts.sum(sum(batch.packets, rows), sum(batch.reversePackets, rows)));
        bytes = FileCounts.sum(bytes, FileCounts.sum(sum(batch.bytes, rows), sum(batch.reverseBytes, rows)));
        for (int row = 0; row < rows; row++) {
            if (!batch.flowStart.isNull(row)) {
                firstFlowStart = Math.min(firstFlowStart, batch.flowStart.get(row));
            }
            if (!batch.flowEnd.isNull(row)) {
                lastFlowEnd = Math.max(lastFlowEnd, batch.flowEnd.get(row));
            }
        }
    }

    void addWritten(int rows) {
        written += rows;
    }

    /** Counts a row that was decoded well, but has no day. */
    void addUndated() {
        undated++;
    }

    /** Counts a row that was decoded well, but whose day is not to be believed. */
    void addRejected() {
        rejected++;
    }

    FileCounts counts(DecodeCounts decoded) {
        return new FileCounts(
                read,
                written,
                decoded.quarantined() + undated + rejected,
                undated,
                decoded.withoutTemplate(),
                decoded.duplicates(),
                decoded.lost(),
                packets,
                bytes,
                firstFlowStart,
                lastFlowEnd);
    }

    private static long sum(LongColumn column, int rows) {
        if (column.presentCount() == 0) {
            return 0;
        }
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                sum = FileCounts.sum(sum, column.get(row));
            }
        }
        return sum;
    }
}
