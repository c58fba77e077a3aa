package org.flowfoundry.training.score;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.flowfoundry.training.sequence.KeyedBatches;
import org.flowfoundry.training.sequence.KeyedBatches.Key;
import org.flowfoundry.training.sequence.KeyedBatches.KeyedBatch;
import org.flowfoundry.training.sequence.SegmentRule;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SeriesWindow;

/**
 * A window with its host's windows before it, as far back as a model looks.
 *
 * @param starts (windows): seconds since 1970 UTC, in order; the last is the window that all is about
 * @param values (windows, features): transformed, NaN = missing
 */
public record HostHistory(String domain, String host, long[] starts, float[][] values) implements Serializable {

    /** The start of the window that it is about. */
    public long last() {
        return starts[starts.length - 1];
    }

    /**
     * A row of tokens.
     *
     * @param sequence of one row
     * @param token of the history's last window
     */
    public record Example(SequenceBatch sequence, int token) {}

    /** What a model reads of it: the same as in inference, with half a context of history or more where there is as much. */
    public Example example(SegmentRule rule) {
        List<SeriesWindow> windows = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            windows.add(new SeriesWindow(domain, host, starts[i], values[i]));
        }
        KeyedBatches rows = new KeyedBatches(windows.iterator(), rule, values[0].length, 1);
        while (true) {
            KeyedBatch row = rows.next();
            for (Key key : row.fresh()) {
                if (key.start() == last()) {
                    return new Example(row.batch(), key.token());
                }
            }
        }
    }

    /** The windows of one host after the other, of which it keeps the last ones. */
    public static final class Tail {

        private final int most;
        private final Deque<SeriesWindow> windows = new ArrayDeque<>();

        /** @param context of the model, tokens: one and a half of them are enough to tell that a history goes on before */
        public Tail(int context) {
            this.most = context + context / 2;
        }

        /** Adds the next window, after it was seen to be of the same host as the one before, or not. */
        public void add(SeriesWindow window) {
            if (!isOf(window.domain(), window.host())) {
                windows.clear();
            }
            if (windows.size() == most) {
                windows.removeFirst();
            }
            windows.addLast(window);
        }

        /** Whether it holds windows of a host. */
        boolean isOf(String domain, String host) {
            SeriesWindow last = windows.peekLast();
            return last != null && last.host().equals(host) && last.domain().equals(domain);
        }

        boolean isEmpty() {
            return windows.isEmpty();
        }

        int size() {
            return windows.size();
        }

        void clear() {
            windows.clear();
        }

        /** The last window's history. */
        public HostHistory history() {
            SeriesWindow last = windows.getLast();
            return new HostHistory(
                    last.domain(),
                    last.host(),
                    windows.stream().mapToLong(SeriesWindow::start).toArray(),
                    windows.stream().map(SeriesWindow::values).toArray(float[][]::new));
        }
    }
}
