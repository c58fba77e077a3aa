package org.flowfoundry.training.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * How early attacks are seen. An attack on or from a host lasts over its positive windows, and is over after an hour without
 * one.
 *
 * @param found share of the attacks with an alarm while they last
 * @param delay mean number of windows from an attack's first to its first alarm, of those found
 */
record Attacks(double found, double delay) {

    private static final long OVER_SECONDS = 3600;

    /**
     * Follows the attacks in some windows.
     *
     * @param rows numbers of windows, in order
     * @param positive (rows)
     * @param alarm (rows)
     */
    static Attacks of(HostWindows windows, int seconds, int[] rows, boolean[] positive, boolean[] alarm) {
        List<Long> delays = new ArrayList<>();
        int attacks = 0;
        int host = -1;
        long first = 0;
        long last = 0;
        boolean seen = false;
        for (int r = 0; r < rows.length; r++) {
            if (!positive[r]) {
                continue;
            }
            long start = windows.windows()[rows[r]].start();
            if (windows.host()[rows[r]] != host || start - last > OVER_SECONDS) {
                host = windows.host()[rows[r]];
                first = start;
                seen = false;
                attacks++;
            }
            last = start;
            if (alarm[r] && !seen) {
                seen = true;
                delays.add((start - first) / seconds);
            }
        }
        double mean = delays.stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
        return new Attacks(attacks == 0 ? Double.NaN : (double) delays.size() / attacks, mean);
    }
}
