package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.etl.decode.Quarantine;

/** Passes on what is quarantined, and counts it. */
final class CountingQuarantine implements Quarantine {

    private final Quarantine target;
    private long count;

    CountingQuarantine(Quarantine target) {
        this.target = target;
    }

    @Override
    public void add(long record, long offset, String reason, byte[] raw, int rawOffset, int rawLength) {
        count++;
        target.add(record, offset, reason, raw, rawOffset, rawLength);
    }

    long count() {
        return count;
    }
}
