package org.flowfoundry.training.sequence;

import java.util.ArrayList;
import java.util.List;

/** Windows of hosts for tests. */
final class SampleWindows {

    static final int SECONDS = 300;

    private SampleWindows() {}

    /** Windows of a host at the given numbers of windows since 1970; each has its number as its one value. */
    static List<SeriesWindow> of(String host, int... numbers) {
        List<SeriesWindow> windows = new ArrayList<>();
        for (int number : numbers) {
            windows.add(new SeriesWindow("campus", host, (long) number * SECONDS, new float[] {number}));
        }
        return windows;
    }

    /** So many windows per host, one after the other. */
    static List<SeriesWindow> hosts(List<Integer> counts) {
        List<SeriesWindow> windows = new ArrayList<>();
        for (int host = 0; host < counts.size(); host++) {
            for (int i = 0; i < counts.get(host); i++) {
                windows.addAll(of("host-" + host, 1 + i));
            }
        }
        return windows;
    }
}
