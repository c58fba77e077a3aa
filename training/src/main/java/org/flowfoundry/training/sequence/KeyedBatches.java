package org.flowfoundry.training.sequence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Turns a stream of windows into batches that say which token is which window: for inference, in which every window is
 * answered exactly once, with at least half a context of history where the host has it.
 */
public final class KeyedBatches implements Iterator<KeyedBatches.KeyedBatch> {

    private final Iterator<List<Segment>> rows;
    private final int context;
    private final int features;
    private final int batchRows;

    /**
     * @param windows sorted by host, then time; read as far as needed
     * @param features values per window
     * @param batchRows rows per batch; the last has fewer
     */
    public KeyedBatches(Iterator<SeriesWindow> windows, SegmentRule rule, int features, int batchRows) {
        this.rows = new Packing(new Segments(windows, rule), rule.context());
        this.context = rule.context();
        this.features = features;
        this.batchRows = batchRows;
    }

    /** A batch and what its fresh tokens stand for. */
    public record KeyedBatch(SequenceBatch batch, List<Key> fresh) {}

    /**
     * The window of a token.
     *
     * @param token row times length plus place in the row
     * @param start of the window, seconds since 1970 UTC
     */
    public record Key(int token, String domain, String host, long start) {}

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public KeyedBatch next() {
        List<List<Segment>> taken = new ArrayList<>(batchRows);
        while (taken.size() < batchRows && rows.hasNext()) {
            taken.add(rows.next());
        }
        if (taken.isEmpty()) {
            throw new NoSuchElementException();
        }
        SequenceBatch batch = SequenceBatch.empty(taken.size(), context, features);
        List<Key> fresh = new ArrayList<>();
        for (int row = 0; row < taken.size(); row++) {
            write(taken.get(row), batch, row, fresh);
        }
        return new KeyedBatch(batch, fresh);
    }

    private static void write(List<Segment> segments, SequenceBatch batch, int row, List<Key> fresh) {
        int at = 0;
        for (int number = 0; number < segments.size(); number++) {
            Segment segment = segments.get(number);
            segment.write(batch, row, at, number);
            for (int i = segment.history(); i < segment.windows().length; i++) {
                SeriesWindow window = segment.windows()[i];
                int token = row * batch.length() + at + segment.token(i);
                fresh.add(new Key(token, window.domain(), window.host(), window.start()));
            }
            at += segment.tokens();
        }
    }
}
