package org.flowfoundry.training.sequence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Packs segments into rows of tokens: each into the first open row with room for it. The number of open rows is bounded, so
 * memory is too; where another is needed the fullest is given as it is.
 */
final class Packing implements Iterator<List<Segment>> {

    private static final int OPEN_ROWS = 64;

    /** A segment is a start token and a window, or context and a window, so at least this long. */
    private static final int SHORTEST = 2;

    private final Iterator<Segment> segments;
    private final int context;
    private final List<OpenRow> open = new ArrayList<>();

    Packing(Iterator<Segment> segments, int context) {
        this.segments = segments;
        this.context = context;
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty() || segments.hasNext();
    }

    /** The segments of the next row, in order. */
    @Override
    public List<Segment> next() {
        while (segments.hasNext()) {
            OpenRow done = place(segments.next());
            if (done != null) {
                return done.segments;
            }
        }
        if (open.isEmpty()) {
            throw new NoSuchElementException();
        }
        return open.remove(0).segments;
    }

    /** The row that is done by this, or null. */
    private OpenRow place(Segment segment) {
        for (int i = 0; i < open.size(); i++) {
            OpenRow row = open.get(i);
            if (row.used + segment.tokens() <= context) {
                row.add(segment);
                return context - row.used < SHORTEST ? open.remove(i) : null;
            }
        }
        OpenRow row = new OpenRow();
        row.add(segment);
        if (context - row.used < SHORTEST) {
            return row;
        }
        open.add(row);
        return open.size() > OPEN_ROWS ? open.remove(fullest()) : null;
    }

    private int fullest() {
        int fullest = 0;
        for (int i = 1; i < open.size(); i++) {
            if (open.get(i).used > open.get(fullest).used) {
                fullest = i;
            }
        }
        return fullest;
    }

    private static final class OpenRow {

        private final List<Segment> segments = new ArrayList<>();
        private int used;

        void add(Segment segment) {
            segments.add(segment);
            used += segment.tokens();
        }
    }
}
