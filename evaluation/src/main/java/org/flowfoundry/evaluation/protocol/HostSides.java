package org.flowfoundry.evaluation.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Puts groups of hosts on two sides so that each class is about evenly on both: the largest groups first, each where the classes
 * it holds are so far the fewer.
 */
final class HostSides {

    private HostSides() {}

    /**
     * The groups that are tested.
     *
     * @param counts (groups, classes)
     */
    static List<Long> tested(long[][] counts) {
        int classes = counts[0].length;
        double[] totals = new double[classes];
        for (long[] group : counts) {
            for (int k = 0; k < classes; k++) {
                totals[k] += group[k];
            }
        }
        List<Integer> largestFirst = IntStream.range(0, counts.length)
                .filter(i -> LongStream.of(counts[i]).sum() > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -size(counts[i], totals)))
                .toList();
        double[] balance = new double[classes];
        List<Long> tested = new ArrayList<>();
        for (int i : largestFirst) {
            double lean = 0;
            for (int k = 0; k < classes; k++) {
                lean += totals[k] == 0 ? 0 : balance[k] * counts[i][k] / totals[k];
            }
            boolean isTest = lean < 0;
            for (int k = 0; k < classes; k++) {
                balance[k] += totals[k] == 0 ? 0 : (isTest ? 1 : -1) * counts[i][k] / totals[k];
            }
            if (isTest) {
                tested.add((long) i);
            }
        }
        return tested;
    }

    /** The largest share of a class that a group holds. */
    private static double size(long[] group, double[] totals) {
        double size = 0;
        for (int k = 0; k < group.length; k++) {
            size = Math.max(size, totals[k] == 0 ? 0 : group[k] / totals[k]);
        }
        return size;
    }
}
