package org.flowfoundry.training.decision;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A random forest (Breiman 2001): each tree is grown to the end on as many rows drawn with replacement as there are (at
 * most 1,024), from each class equally; each split is the best, by the Gini index, of the square root of the features. Trees vote by the mix
 * of classes in their leaves.
 */
record Forest(List<Tree> trees) implements Classifier {

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

    static Forest fit(float[][] rows, int[] labels, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] byClass = new int[classes][];
        for (int k = 0; k < classes; k++) {
            int wanted = k;
            byClass[k] = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == wanted)
                    .toArray();
        }
        Tree[] trees = new Tree[TREES];
        Arrays.setAll(
                trees,
                i -> TreeGrower.grow(
                        rows, labels, classes, drawn(byClass, Math.min(labels.length, MOST_ROWS), random), random));
        return new Forest(List.of(trees));
    }

    private static int[] drawn(int[][] byClass, int rows, SplittableRandom random) {
        int[][] present = Arrays.stream(byClass).filter(some -> some.length > 0).toArray(int[][]::new);
        int each = Math.max(1, rows / present.length);
        int[] drawn = new int[each * present.length];
        for (int i = 0; i < drawn.length; i++) {
            int[] some = present[i / each];
            drawn[i] = some[random.nextInt(some.length)];
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
