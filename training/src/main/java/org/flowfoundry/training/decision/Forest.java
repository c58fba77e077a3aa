package org.flowfoundry.training.decision;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Many trees that vote by the mix of classes in their leaves (Breiman 2001). Each is grown to the end, on at most 1,024 rows,
 * from each class equally; each split is the best, by the Gini index, of those of the square root of the features.
 */
public record Forest(List<Tree> trees) implements Classifier {

    private static final int TREES = 100;

    /** Where there are many rows, trees need not see as many each. */
    private static final int MOST_ROWS = 1_024;

    /**
     * A binary tree; node 0 is the root.
     *
     * @param feature per node the feature it splits on, -1 = a leaf
     * @param threshold per node: rows at or below it go left
     * @param left per node the left child; the right one is the next
     * @param shares per node the class probabilities of a leaf, null elsewhere
     */
    record Tree(int[] feature, float[] threshold, int[] left, float[][] shares) implements Serializable {

        float[] leaf(float[] row) {
            int node = 0;
            while (feature[node] >= 0) {
                node = row[feature[node]] <= threshold[node] ? left[node] : left[node] + 1;
            }
            return shares[node];
        }

        /** Children come after their parents, so that every walk ends. */
        private boolean fits(int features, int classes) {
            int nodes = feature.length;
            boolean fits = nodes > 0 && threshold.length == nodes && left.length == nodes && shares.length == nodes;
            for (int i = 0; fits && i < nodes; i++) {
                fits = feature[i] < 0
                        ? shares[i] != null && shares[i].length == classes
                        : feature[i] < features && left[i] > i && left[i] < nodes - 1;
            }
            return fits;
        }
    }

    /** A random forest: each tree of rows drawn with replacement, and of the best thresholds. */
    public static Forest random(float[][] rows, int[] labels, int classes, long seed) {
        return fit(rows, labels, classes, seed, false);
    }

    /** Extremely randomized trees (Geurts et al. 2006): each of all rows, and of drawn thresholds. */
    public static Forest extremelyRandom(float[][] rows, int[] labels, int classes, long seed) {
        return fit(rows, labels, classes, seed, true);
    }

    private static Forest fit(float[][] rows, int[] labels, int classes, long seed, boolean extremely) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] byClass = IntStream.range(0, classes)
                .mapToObj(k -> IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == k)
                        .toArray())
                .filter(some -> some.length > 0)
                .toArray(int[][]::new);
        Tree[] trees = new Tree[TREES];
        for (int i = 0; i < TREES; i++) {
            int[] drawn = drawn(byClass, Math.min(labels.length, MOST_ROWS), extremely, random);
            trees[i] = TreeGrower.grow(rows, labels, classes, drawn, extremely, random);
        }
        return new Forest(List.of(trees));
    }

    /** As many rows of each class; in an extremely random forest each about equally often, from a place of its own on. */
    private static int[] drawn(int[][] byClass, int rows, boolean extremely, SplittableRandom random) {
        int largest = IntStream.range(0, byClass.length)
                .map(k -> byClass[k].length)
                .max()
                .orElseThrow();
        int each = Math.max(1, extremely ? Math.min(largest, rows / byClass.length) : rows / byClass.length);
        int[] drawn = new int[each * byClass.length];
        int from = random.nextInt(largest);
        for (int i = 0; i < drawn.length; i++) {
            int[] some = byClass[i / each];
            drawn[i] = some[extremely ? (from + i % each) % some.length : random.nextInt(some.length)];
        }
        return drawn;
    }

    @Override
    public double[] probabilities(float[] row) {
        double[] sum = null;
        for (Tree tree : trees) {
            float[] shares = tree.leaf(row);
            sum = sum == null ? new double[shares.length] : sum;
            for (int k = 0; k < shares.length; k++) {
                sum[k] += shares[k];
            }
        }
        return Probabilities.normalised(sum);
    }

    @Override
    public void check(int features, int classes) {
        if (trees == null || trees.isEmpty() || !trees.stream().allMatch(tree -> tree.fits(features, classes))) {
            throw new IllegalArgumentException(
                    "a tree does not take " + features + " features to " + classes + " classes");
        }
    }
}
