package org.flowfoundry.evaluation.fidelity.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** How far two distributions of one field are apart. */
public final class Distributions {

    private Distributions() {}

    /** Jensen-Shannon divergence, base 2, of what is counted (Lin 1991): 0 to 1; absent is a value, too. */
    public static <K> double jensenShannon(Map<K, Long> some, Map<K, Long> others) {
        double total = some.values().stream().mapToLong(count -> count).sum();
        double otherTotal = others.values().stream().mapToLong(count -> count).sum();
        Set<K> keys = new HashSet<>(some.keySet());
        keys.addAll(others.keySet());
        double sum = 0;
        for (K key : keys) {
            double p = some.getOrDefault(key, 0L) / total;
            double q = others.getOrDefault(key, 0L) / otherTotal;
            double middle = (p + q) / 2;
            sum += (p == 0 ? 0 : p * log2(p / middle)) + (q == 0 ? 0 : q * log2(q / middle));
        }
        // Rounding may leave a little less than nothing.
        return Math.max(0, sum / 2);
    }

    /** How often each value is there. */
    static <K> Map<K, Long> counts(int rows, IntFunction<K> value) {
        Map<K, Long> counts = new HashMap<>();
        for (int i = 0; i < rows; i++) {
            counts.merge(value.apply(i), 1L, Long::sum);
        }
        return counts;
    }

    /**
     * Wasserstein-1 distance of two samples: the area between their distribution functions. Absent values are left out; 1,
     * the width of the training part, where only one sample has values, and NaN where none has.
     */
    static double wasserstein(double[] some, double[] others, Scale scale) {
        double[] a = placed(some, scale);
        double[] b = placed(others, scale);
        if (a.length == 0 || b.length == 0) {
            return a.length == b.length ? Double.NaN : 1;
        }
        double area = 0;
        int i = 0;
        int j = 0;
        double at = Math.min(a[0], b[0]);
        while (i < a.length || j < b.length) {
            double next = Math.min(i < a.length ? a[i] : Double.MAX_VALUE, j < b.length ? b[j] : Double.MAX_VALUE);
            area += Math.abs((double) i / a.length - (double) j / b.length) * (next - at);
            at = next;
            while (i < a.length && a[i] == at) {
                i++;
            }
            while (j < b.length && b[j] == at) {
                j++;
            }
        }
        return area;
    }

    private static double[] placed(double[] values, Scale scale) {
        double[] placed = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .map(scale::at)
                .toArray();
        Arrays.sort(placed);
        return placed;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
