package org.flowfoundry.training.score;

import java.io.Serializable;

/**
 * What tasks need to know of a forecast.
 *
 * @param issued the time that is taken for now, seconds since 1970 UTC: the start of the first window to come
 * @param windowSeconds length of a window
 * @param features numbers of the model's features that are forecast
 */
record ForecastPlan(
        long issued, int windowSeconds, int horizon, int samples, int[] features, int leastWindows, long seed)
        implements Serializable {

    /** Start of a window to come, counted from 0. */
    long start(int window) {
        return issued + (long) window * windowSeconds;
    }

    /** Windows between the one that began at a time and the first one to come: how long the host has been silent. */
    int silence(long lastStart) {
        return (int) Math.min(Integer.MAX_VALUE / 2, (issued - lastStart) / windowSeconds - 1);
    }
}
