package org.flowfoundry.training.model;

import java.nio.FloatBuffer;

/**
 * When a window is, as numbers: the bin of the windows elapsed since the one before (one-hot), their logarithm, the hour of
 * the day (one-hot), the day of the week (one-hot, UTC), and two harmonics of the day and one of the hour.
 */
final class TimeEncoding {

    private static final int HOURS = 24;
    static final int DAYS = 7;
    private static final int HOUR_SECONDS = 3600;
    private static final int DAY_SECONDS = 86_400;

    /** 1 January 1970 was a Thursday: day 3 from Monday. */
    private static final int FIRST_DAY = 3;

    private static final double[] HARMONIC_SECONDS = {DAY_SECONDS, DAY_SECONDS / 2.0, HOUR_SECONDS};

    /** Brings the logarithm of a day of 5-minute windows to about 1. */
    private static final double LOG_SCALE = 5;

    private final int elapsedBins;

    TimeEncoding(int elapsedBins) {
        this.elapsedBins = elapsedBins;
    }

    int width() {
        return elapsedBins + 1 + HOURS + DAYS + 2 * HARMONIC_SECONDS.length;
    }

    /** The first of the seven columns that tell the day of the week. */
    int weekdays() {
        return elapsedBins + 1 + HOURS;
    }

    /**
     * Writes the numbers from an offset on, into zeros.
     *
     * @param elapsedBin the bin of {@code elapsed}
     * @param elapsed windows since the one before, 0 = unknown
     * @param time start of the window, seconds since 1970 UTC
     * @param weekday whether the day of the week is told
     */
    void put(FloatBuffer into, int offset, int elapsedBin, int elapsed, long time, boolean weekday) {
        into.put(offset + elapsedBin, 1);
        int at = offset + elapsedBins;
        into.put(at++, (float) (Math.log1p(Math.max(0, elapsed)) / LOG_SCALE));
        long day = Math.floorDiv(time, DAY_SECONDS);
        int second = (int) Math.floorMod(time, DAY_SECONDS);
        into.put(at + second / HOUR_SECONDS, 1);
        at += HOURS;
        if (weekday) {
            into.put(at + (int) Math.floorMod(day + FIRST_DAY, DAYS), 1);
        }
        at += DAYS;
        for (double period : HARMONIC_SECONDS) {
            double angle = 2 * Math.PI * second / period;
            into.put(at++, (float) Math.sin(angle));
            into.put(at++, (float) Math.cos(angle));
        }
    }
}
