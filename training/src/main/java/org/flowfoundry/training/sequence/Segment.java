package org.flowfoundry.training.sequence;

/**
 * A stretch of a host's active windows that fits a row.
 *
 * @param windows in order of time
 * @param elapsed (windows): windows since the one before, 0 for the host's first
 * @param first whether it begins with the host's first window, so that a start token stands before it
 * @param history how many of its first windows are context only; 0 for a host's first segment, else at least 1
 */
record Segment(SeriesWindow[] windows, int[] elapsed, boolean first, int history) {

    int tokens() {
        return windows.length + startTokens();
    }

    private int startTokens() {
        return first ? 1 : 0;
    }

    /** The token of a window, counted from the segment's first token. */
    int token(int window) {
        return window + startTokens();
    }

    /**
     * Writes the segment into a row.
     *
     * @param at the row's first free token
     * @param number of the segment in the row
     */
    void write(SequenceBatch batch, int row, int at, int number) {
        int base = row * batch.length() + at;
        long hash = HostHash.of(0, windows[0].domain(), windows[0].host());
        for (int i = 0; i < tokens(); i++) {
            batch.segments()[base + i] = number;
            batch.hosts()[base + i] = (int) (hash >>> 33);
        }
        batch.starts()[base] = first;
        for (int i = 0; i < windows.length; i++) {
            int token = base + token(i);
            SeriesWindow window = windows[i];
            System.arraycopy(window.values(), 0, batch.values(), token * batch.features(), batch.features());
            batch.elapsed()[token] = elapsed[i];
            batch.times()[token] = window.start();
            if (i >= history) {
                batch.weights()[token - 1] = 1;
            }
        }
    }
}
