package org.flowfoundry.etl.decode.nfcapd;

import java.util.function.LongFunction;

/**
 * Texts of numbers that recur, such as next hops and MAC addresses. Direct mapped: a number takes the place of another of
 * the same slot, so that its size stays fixed.
 */
final class TextCache {

    private static final int SLOTS = 4096;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final LongFunction<String> text;
    private final long[] numbers = new long[SLOTS];
    private final String[] texts = new String[SLOTS];

    TextCache(LongFunction<String> text) {
        this.text = text;
    }

    String get(long number) {
        int slot = (int) (number * SPREAD >>> 52);
        if (numbers[slot] != number || texts[slot] == null) {
            numbers[slot] = number;
            texts[slot] = text.apply(number);
        }
        return texts[slot];
    }
}
