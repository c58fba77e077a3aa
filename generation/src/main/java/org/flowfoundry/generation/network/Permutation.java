package org.flowfoundry.generation.network;

/** Orders of the numbers from 0 to below n that are computed, not stored. */
final class Permutation {

    private static final int ROUNDS = 4;

    private Permutation() {}

    /**
     * Where a number comes: a Feistel network over the next power of four, walked until it comes below n (Black and Rogaway
     * 2002), which is after fewer than four steps on average.
     *
     * @param number 0 to below n
     * @param key of the order
     */
    static long of(long number, long n, long key) {
        int half = Math.max(1, (65 - Long.numberOfLeadingZeros(n - 1)) / 2);
        long place = number;
        do {
            place = encrypted(place, half, key);
        } while (place >= n);
        return place;
    }

    private static long encrypted(long number, int half, long key) {
        long mask = (1L << half) - 1;
        long left = number >>> half;
        long right = number & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ (mixed(key + round ^ mixed(right)) & mask);
            left = right;
            right = next;
        }
        return left << half | right;
    }

    /** The finalizer of SplitMix64 (Steele et al. 2014). */
    static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
