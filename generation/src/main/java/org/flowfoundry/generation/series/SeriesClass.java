package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How long the series of a class are.
 *
 * @param lengths (steps + 1) how many series have that many steps
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record SeriesClass(String label, long[] lengths) implements Serializable {

    public SeriesClass {
        if (label == null || lengths == null || lengths.length < 2) {
            throw new IllegalArgumentException("a class of series needs a label and its lengths");
        }
        if (lengths[0] != 0
                || Arrays.stream(lengths).anyMatch(count -> count < 0)
                || Arrays.stream(lengths).sum() < 1) {
            throw new IllegalArgumentException("class '" + label + "' has no series, or some without steps");
        }
    }

    /** How many series it was made of. */
    long series() {
        return Arrays.stream(lengths).sum();
    }

    /** A length, as often as there are series of it. */
    int drawLength(SplittableRandom random) {
        long left = random.nextLong(series());
        int length = 0;
        while (left >= lengths[length]) {
            left -= lengths[length++];
        }
        return length;
    }
}
