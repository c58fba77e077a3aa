package org.flowfoundry.training.decision;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;

/** Grows one tree of a {@link Forest}. */
final class TreeGrower {

    private final float[][] rows;
    private final int[] labels;
    private final int classes;
    private final boolean extremelyRandom;
    private final SplittableRandom random;
    private final int[] order;

    private int nodes;
    private int[] feature = new int[16];
    private float[] threshold = new float[16];
    private int[] left = new int[16];
    private float[][] shares = new float[16][];

    /** Rows of {@code order} that a node is grown from. */
    private record Part(int node, int from, int to) {}

    private TreeGrower(
            float[][] rows, int[] labels, int classes, int[] drawn, boolean extremelyRandom, SplittableRandom random) {
        this.rows = rows;
        this.labels = labels;
        this.classes = classes;
        this.extremelyRandom = extremelyRandom;
        this.random = random;
        this.order = drawn;
    }

    /**
     * A tree of the rows with the given numbers, which may be given several times; the array is used up.
     *
     * @param extremelyRandom whether a feature's threshold is drawn, not searched
     */
    static Forest.Tree grow(
            float[][] rows, int[] labels, int classes, int[] drawn, boolean extremelyRandom, SplittableRandom random) {
        return new TreeGrower(rows, labels, classes, drawn, extremelyRandom, random).run();
    }

    private Forest.Tree run() {
        Deque<Part> open = new ArrayDeque<>();
        open.push(new Part(node(), 0, order.length));
        while (!open.isEmpty()) {
            Part part = open.pop();
            int[] counts = counts(part.from, part.to);
            int middle = isPure(counts) ? part.from : split(part, counts);
            if (middle == part.from) {
                leaf(part, counts);
            } else {
                left[part.node] = node();
                int right = node();
                open.push(new Part(right, middle, part.to));
                open.push(new Part(left[part.node], part.from, middle));
            }
        }
        return new Forest.Tree(
                Arrays.copyOf(feature, nodes),
                Arrays.copyOf(threshold, nodes),
                Arrays.copyOf(left, nodes),
                Arrays.copyOf(shares, nodes));
    }

    private int node() {
        if (nodes == feature.length) {
            feature = Arrays.copyOf(feature, nodes * 2);
            threshold = Arrays.copyOf(threshold, nodes * 2);
            left = Arrays.copyOf(left, nodes * 2);
            shares = Arrays.copyOf(shares, nodes * 2);
        }
        return nodes++;
    }

    private void leaf(Part part, int[] counts) {
        feature[part.node] = -1;
        shares[part.node] = new float[classes];
        for (int k = 0; k < classes; k++) {
            shares[part.node][k] = counts[k] / (float) (part.to - part.from);
        }
    }

    /** Splits the part by the best of some features; where the right side begins, or the part's start where none splits it. */
    private int split(Part part, int[] counts) {
        int features = rows[0].length;
        int tries = (int) Math.ceil(Math.sqrt(features));
        double best = -1;
        int tried = 0;
        // Features that are constant here don't count as tried, so that a part is a leaf only where all of them are.
        for (int candidate : shuffled(features)) {
            Split split = extremelyRandom ? drawn(part, candidate, counts) : best(part, candidate, counts);
            if (split != null) {
                if (split.score > best) {
                    best = split.score;
                    feature[part.node] = candidate;
                    threshold[part.node] = split.threshold;
                }
                if (++tried == tries) {
                    break;
                }
            }
        }
        return tried == 0 ? part.from : partition(part);
    }

    /** @param score sum over both sides of squared class counts over rows: higher is a lower Gini index */
    private record Split(double score, float threshold) {}

    private Split best(Part part, int candidate, int[] counts) {
        int[] sorted = sorted(part, candidate);
        int[] below = new int[classes];
        Split best = null;
        for (int i = 0; i + 1 < sorted.length; i++) {
            below[labels[sorted[i]]]++;
            float here = rows[sorted[i]][candidate];
            float next = rows[sorted[i + 1]][candidate];
            if (here < next) {
                double score = score(below, counts, i + 1, sorted.length);
                if (best == null || score > best.score) {
                    float middle = here + (next - here) / 2;
                    best = new Split(score, middle < next ? middle : here);
                }
            }
        }
        return best;
    }

    /** A split anywhere between the least and the greatest value; null where these are one. */
    private Split drawn(Part part, int candidate, int[] counts) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = part.from; i < part.to; i++) {
            least = Math.min(least, rows[order[i]][candidate]);
            greatest = Math.max(greatest, rows[order[i]][candidate]);
        }
        if (least == greatest) {
            return null;
        }
        float threshold = Math.min(least + (float) random.nextDouble() * (greatest - least), Math.nextDown(greatest));
        int[] below = new int[classes];
        int rowsBelow = 0;
        for (int i = part.from; i < part.to; i++) {
            if (rows[order[i]][candidate] <= threshold) {
                below[labels[order[i]]]++;
                rowsBelow++;
            }
        }
        return new Split(score(below, counts, rowsBelow, part.to - part.from), threshold);
    }

    /** The part's rows by their values of a feature. */
    private int[] sorted(Part part, int candidate) {
        long[] keys = new long[part.to - part.from];
        for (int i = 0; i < keys.length; i++) {
            int row = order[part.from + i];
            int bits = Float.floatToIntBits(rows[row][candidate]);
            // Of negative floats, the larger in size is the smaller: their bits are turned round.
            int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
            keys[i] = ((long) ordered << 32) | row;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private static double score(int[] below, int[] all, int rowsBelow, int rows) {
        double left = 0;
        double right = 0;
        for (int k = 0; k < all.length; k++) {
            left += (double) below[k] * below[k];
            right += (double) (all[k] - below[k]) * (all[k] - below[k]);
        }
        return left / rowsBelow + right / (rows - rowsBelow);
    }

    private int partition(Part part) {
        int middle = part.from;
        for (int i = part.from; i < part.to; i++) {
            if (rows[order[i]][feature[part.node]] <= threshold[part.node]) {
                int swapped = order[i];
                order[i] = order[middle];
                order[middle++] = swapped;
            }
        }
        return middle;
    }

    private int[] shuffled(int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }

    private int[] counts(int from, int to) {
        int[] counts = new int[classes];
        for (int i = from; i < to; i++) {
            counts[labels[order[i]]]++;
        }
        return counts;
    }

    private static boolean isPure(int[] counts) {
        return Arrays.stream(counts).filter(count -> count > 0).count() <= 1;
    }
}
