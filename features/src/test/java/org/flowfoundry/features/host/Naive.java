package org.flowfoundry.features.host;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** The same statistics in the plainest way, over everything at once. */
final class Naive {

    private Naive() {}

    static long distinct(long... keys) {
        return LongStream.of(keys).distinct().count();
    }

    static double entropy(long... keys) {
        return counts(keys).values().stream()
                .mapToDouble(count -> (double) count / keys.length)
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }

    static double topShare(long... keys) {
        return (double) counts(keys).values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElseThrow()
                / keys.length;
    }

    static double deviation(double... values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return Math.sqrt(DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    private static Map<Long, Long> counts(long... keys) {
        Map<Long, Long> counts = new HashMap<>();
        LongStream.of(keys).forEach(key -> counts.merge(key, 1L, Long::sum));
        return counts;
    }
}
