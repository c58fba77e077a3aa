package org.flowfoundry.etl.ingest;

import java.io.Serializable;

/**
 * The counts of a file or a part of one.
 *
 * @param flowsRead records that were decoded and could be dated
 * @param flows rows written for them
 * @param quarantined rows of quarantine
 * @param undated those of them that were decoded well, but have no time and no date was given
 * @param withoutTemplate those of them that are sound but for a template that no file of the run holds
 * @param duplicates records left out because their datagram stood in the file already
 * @param lost records missing by sequence numbers
 * @param packets of both directions
 * @param bytes of both directions
 * @param firstFlowStart microseconds since 1970, {@link Long#MAX_VALUE} for none
 * @param lastFlowEnd microseconds since 1970, {@link Long#MIN_VALUE} for none
 */
record FileCounts(
        long flowsRead,
        long flows,
        long quarantined,
        long undated,
        long withoutTemplate,
        long duplicates,
        long lost,
        long packets,
        long bytes,
        long firstFlowStart,
        long lastFlowEnd)
        implements Serializable {

    static final FileCounts NONE = new FileCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

    /** The counts of a file that is one row of quarantine. */
    static final FileCounts ONE_QUARANTINED = new FileCounts(0, 0, 1, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

    /** Records found = decoded + quarantined + duplicates. */
    long records() {
        return flowsRead + quarantined + duplicates;
    }

    /** Whether records were found, but not one that has a day. */
    boolean isAllUndated() {
        return undated > 0 && flowsRead == 0;
    }

    /** Whether nothing of it could be read, and all of that for want of templates. */
    boolean isAllWithoutTemplate() {
        return withoutTemplate > 0 && withoutTemplate == quarantined && flowsRead == 0;
    }

    FileCounts plus(FileCounts other) {
        return new FileCounts(
                flowsRead + other.flowsRead,
                flows + other.flows,
                quarantined + other.quarantined,
                undated + other.undated,
                withoutTemplate + other.withoutTemplate,
                duplicates + other.duplicates,
                lost + other.lost,
                sum(packets, other.packets),
                sum(bytes, other.bytes),
                Math.min(firstFlowStart, other.firstFlowStart),
                Math.max(lastFlowEnd, other.lastFlowEnd));
    }

    /** The sum of two counts, the largest long where it would be more: counters of damaged records can be anything. */
    static long sum(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }
}
