package org.flowfoundry.training.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A mini-batch of packed sequences: {@code rows} rows of {@code length} tokens. A row holds several segments one after the
 * other, each a stretch of one host's consecutive active windows, a token per window; before the host's very first window
 * stands a start token. What token i says of the future is about token i + 1 of the same segment.
 *
 * <p>A host with more windows than a row has room for becomes several segments. Each but the first begins with windows of the
 * one before, as context only: their tokens have weight 0, but for the last of them, which predicts the first fresh window.
 * So every window is predicted exactly once: token i is fresh where token i - 1 of its segment has a weight.
 *
 * <p>Arrays are row-major: token (r, t) is at {@code r * length + t}. Padding stands at the end of a row.
 *
 * @param values (rows, length, features): the transformed features of the token's window ({@code SeriesFeature}), NaN where
 *     the table has null; 0 in start tokens and padding
 * @param elapsed (rows, length): windows since the host's previous active window, 1 for the next, 0 where unknown (start
 *     token, padding, or the host's first window)
 * @param times (rows, length): start of the token's window, seconds since 1970 UTC; 0 in start tokens and padding
 * @param segments (rows, length): number of the segment in its row, from 0; -1 is padding
 * @param starts (rows, length): whether the token is a segment's start token
 * @param weights (rows, length): weight of what token i predicts of token i + 1 in the loss; 0 for a segment's last token,
 *     padding, and tokens that are there as context only
 * @param hosts (rows, length): a hash of domain and host, for models that embed hosts
 */
public record SequenceBatch(
        int rows,
        int length,
        int features,
        float[] values,
        int[] elapsed,
        long[] times,
        int[] segments,
        boolean[] starts,
        float[] weights,
        int[] hosts) {

    /**
     * Rows of batches as one batch, in order. The batches must agree on length and features.
     *
     * @param rows at least one
     */
    public static SequenceBatch join(List<RowOf> rows) {
        SequenceBatch first = rows.get(0).batch;
        SequenceBatch joined = empty(rows.size(), first.length, first.features);
        for (int i = 0; i < rows.size(); i++) {
            joined.copy(i, rows.get(i).batch, rows.get(i).row);
        }
        return joined;
    }

    /** One row of a batch. */
    public record RowOf(SequenceBatch batch, int row) {}

    /** Its rows, as {@link #join} takes them. */
    public List<RowOf> split() {
        return IntStream.range(0, rows).mapToObj(row -> new RowOf(this, row)).toList();
    }

    private void copy(int to, SequenceBatch from, int row) {
        copy(from.values, row, values, to, length * features);
        copy(from.elapsed, row, elapsed, to, length);
        copy(from.times, row, times, to, length);
        copy(from.segments, row, segments, to, length);
        copy(from.starts, row, starts, to, length);
        copy(from.weights, row, weights, to, length);
        copy(from.hosts, row, hosts, to, length);
    }

    private static void copy(Object from, int fromRow, Object to, int toRow, int perRow) {
        System.arraycopy(from, fromRow * perRow, to, toRow * perRow, perRow);
    }

    /** An empty batch: all padding. */
    public static SequenceBatch empty(int rows, int length, int features) {
        int tokens = rows * length;
        int[] segments = new int[tokens];
        Arrays.fill(segments, -1);
        return new SequenceBatch(
                rows,
                length,
                features,
                new float[tokens * features],
                new int[tokens],
                new long[tokens],
                segments,
                new boolean[tokens],
                new float[tokens],
                new int[tokens]);
    }
}
