package org.flowfoundry.training.engine;

import java.util.function.LongSupplier;

/** Where a worker's time goes. */
final class StepClock {

    /** What a worker can be at. */
    enum Phase {
        DATA,
        COMPUTE,
        ALL_REDUCE,
        OTHER
    }

    private final LongSupplier nanoTime;
    private final long[] nanos = new long[Phase.values().length];
    private Phase phase = Phase.OTHER;
    private long since;

    StepClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** From now on the worker is at another thing. */
    void enter(Phase next) {
        long now = nanoTime.getAsLong();
        nanos[phase.ordinal()] += now - since;
        phase = next;
        since = now;
    }

    /** Seconds of a phase since the last {@link #restart()}. */
    double seconds(Phase asked) {
        enter(phase);
        return nanos[asked.ordinal()] / 1e9;
    }

    /** Begins to count from zero. */
    void restart() {
        enter(phase);
        java.util.Arrays.fill(nanos, 0);
    }
}
