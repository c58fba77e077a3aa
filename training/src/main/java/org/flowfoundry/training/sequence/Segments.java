package org.flowfoundry.training.sequence;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.flowfoundry.training.TrainingErrors;

/**
 * Cuts the windows of hosts, one host after the other and each in order of time, into segments. Holds the windows of one
 * segment, however many a host has.
 */
final class Segments implements Iterator<Segment> {

    private final Iterator<SeriesWindow> windows;
    private final SegmentRule rule;
    private final SeriesWindow[] held;
    private final int[] elapsed;
    private int count;
    private int history;
    private boolean first;
    private SeriesWindow following;

    /** @param windows sorted by host, then time */
    Segments(Iterator<SeriesWindow> windows, SegmentRule rule) {
        this.windows = windows;
        this.rule = rule;
        this.held = new SeriesWindow[rule.context()];
        this.elapsed = new int[rule.context()];
        this.following = windows.hasNext() ? windows.next() : null;
    }

    @Override
    public boolean hasNext() {
        return following != null;
    }

    @Override
    public Segment next() {
        if (following == null) {
            throw new NoSuchElementException();
        }
        boolean continues = count > 0 && following.isOfSameHost(held[count - 1]);
        if (continues) {
            keepHistory();
        } else {
            count = 0;
            history = 0;
        }
        first = !continues;
        int room = rule.context() - (first ? 1 : 0);
        while (count < room && following != null && (count == 0 || following.isOfSameHost(held[count - 1]))) {
            take();
        }
        return new Segment(Arrays.copyOf(held, count), Arrays.copyOf(elapsed, count), first, history);
    }

    /** The last windows of the segment given become the first of the next one. */
    private void keepHistory() {
        history = Math.min(rule.overlap(), count);
        System.arraycopy(held, count - history, held, 0, history);
        System.arraycopy(elapsed, count - history, elapsed, 0, history);
        count = history;
    }

    private void take() {
        held[count] = following;
        elapsed[count] = count == 0 ? 0 : elapsed(held[count - 1], following);
        count++;
        following = windows.hasNext() ? windows.next() : null;
    }

    private int elapsed(SeriesWindow before, SeriesWindow window) {
        long seconds = window.start() - before.start();
        if (seconds <= 0 || seconds % rule.windowSeconds() != 0) {
            throw TrainingErrors.windowsOverlap(
                    window.domain(), window.host(), before.start(), window.start(), rule.windowSeconds());
        }
        return (int) Math.min(Integer.MAX_VALUE, seconds / rule.windowSeconds());
    }
}
