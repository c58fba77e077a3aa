package org.flowfoundry.etl.simulate.traffic;

import java.util.Collections;
import java.util.List;

/** How busy a network is in the course of a week; 1 is the mean of a working day. Hours are UTC. */
public final class WeeklyCycle {

    private static final long HOUR = 3_600_000_000L;
    private static final long DAY = 24 * HOUR;
    /** 1970-01-01 was a Thursday, three days after a Monday. */
    private static final int EPOCH_WEEKDAY = 3;

    private final double[] hourly;
    private final double weekend;

    /**
     * A cycle with linear transitions from hour to hour.
     *
     * @param hourly 24 weights, the first for 00:00; only their ratios count
     * @param weekend what is left on Saturdays and Sundays, as a share
     */
    public WeeklyCycle(List<Integer> hourly, double weekend) {
        if (hourly.size() != 24) {
            throw new IllegalArgumentException("A day has 24 hours, not " + hourly.size());
        }
        double mean = hourly.stream().mapToInt(Integer::intValue).average().orElseThrow();
        this.hourly = hourly.stream().mapToDouble(weight -> weight / mean).toArray();
        this.weekend = weekend;
    }

    /** The same at any time. */
    public static WeeklyCycle flat() {
        return new WeeklyCycle(Collections.nCopies(24, 1), 1);
    }

    /** How busy at a moment, microseconds since 1970 UTC. */
    double at(long micros) {
        long day = Math.floorDiv(micros, DAY);
        long inDay = Math.floorMod(micros, DAY);
        int hour = (int) (inDay / HOUR);
        double into = (double) (inDay % HOUR) / HOUR;
        double weight = hourly[hour] * (1 - into) + hourly[(hour + 1) % 24] * into;
        boolean isWeekend = Math.floorMod(day + EPOCH_WEEKDAY, 7) >= 5;
        return isWeekend ? weight * weekend : weight;
    }
}
