package org.flowfoundry.etl.ingest;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.job.Progress;

/** Remembers what a job says. */
class Notes implements Progress {

    final List<String> stages = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private double done;
    private long rows;

    @Override
    public synchronized void stage(String name) {
        stages.add(name);
    }

    @Override
    public synchronized void update(long moreRows, long bytes, double share) {
        rows = moreRows;
        done = share;
    }

    @Override
    public synchronized void note(String message) {
        notes.add(message);
    }

    /** The share that was done at last. */
    synchronized double done() {
        return done;
    }

    /** The rows that were counted at last. */
    synchronized long rows() {
        return rows;
    }
}
