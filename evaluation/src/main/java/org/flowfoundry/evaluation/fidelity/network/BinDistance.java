package org.flowfoundry.evaluation.fidelity.network;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Wasserstein-1 distance of two distributions over bins of equal width: the area between their distribution functions. */
final class BinDistance {

    private BinDistance() {}

    /** In units of the distribution; neither has nothing. */
    static double of(Distribution distribution, Map<Integer, Long> some, Map<Integer, Long> others) {
        boolean isCyclic = distribution == Distribution.HOUR;
        int from = isCyclic ? 0 : bins(some, others).min().orElse(0);
        int to = isCyclic ? Distribution.HOURS - 1 : bins(some, others).max().orElse(0);
        double[] ahead = ahead(some, others, from, to);
        double around = isCyclic ? median(ahead) : 0;
        return Arrays.stream(ahead)
                        .map(difference -> Math.abs(difference - around))
                        .sum()
                / distribution.binsPerUnit();
    }

    private static IntStream bins(Map<Integer, Long> some, Map<Integer, Long> others) {
        return Stream.of(some, others)
                .flatMap(counts -> counts.keySet().stream())
                .mapToInt(bin -> bin);
    }

    /** By how much the one distribution function is ahead of the other after each bin. */
    private static double[] ahead(Map<Integer, Long> some, Map<Integer, Long> others, int from, int to) {
        double total = some.values().stream().mapToLong(count -> count).sum();
        double otherTotal = others.values().stream().mapToLong(count -> count).sum();
        double[] ahead = new double[to - from + 1];
        double sum = 0;
        for (int bin = from; bin <= to; bin++) {
            sum += some.getOrDefault(bin, 0L) / total - others.getOrDefault(bin, 0L) / otherTotal;
            ahead[bin - from] = sum;
        }
        return ahead;
    }

    /** On a circle what is carried may go either way round; the median is the best that all of it can be shifted by (Rabin et al. 2011). */
    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
