package org.flowfoundry.training.benchmark;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Nanoseconds of something that was done again and again, in several rounds. */
final class Times {

    private long[] nanos = new long[0];

    void add(long... more) {
        nanos = LongStream.concat(Arrays.stream(nanos), Arrays.stream(more))
                .sorted()
                .toArray();
    }

    boolean isEmpty() {
        return nanos.length == 0;
    }

    double leastMillis() {
        return nanos[0] / 1e6;
    }

    double medianMillis() {
        return nanos[nanos.length / 2] / 1e6;
    }
}
