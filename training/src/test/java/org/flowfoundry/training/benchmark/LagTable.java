package org.flowfoundry.training.benchmark;

import java.util.Arrays;

/**
 * What is known before a window, as columns for trees: per feature the last windows of the host and their mean, least,
 * greatest and standard deviation, and the mean of all before; the elapsed windows of the last ones, how many windows there
 * were, and the hour of the last. Missing values are NaN.
 */
final class LagTable {

    static final int LAGS = 8;

    private static final int PER_FEATURE = LAGS + 5;
    private static final double HOUR_SECONDS = 3600;
    private static final int DAY_SECONDS = 86_400;

    private final HostWindows windows;
    private final int features;

    LagTable(HostWindows windows) {
        this.windows = windows;
        this.features = windows.features().size();
    }

    /**
     * Columns of some windows.
     *
     * @param withTime whether it is known when the window is, as forecasts of features may, but of elapsed windows may not
     * @return (rows, {@link #columns}), row by row
     */
    float[] of(int[] rows, boolean withTime) {
        int columns = columns(withTime);
        float[] table = new float[rows.length * columns];
        double[] sums = new double[features];
        int[] counts = new int[features];
        int at = 0;
        // All windows in order, so that the means of all before are running ones.
        for (int i = 0; i < windows.count() && at < rows.length; i++) {
            if (windows.place()[i] == 0) {
                Arrays.fill(sums, 0);
                Arrays.fill(counts, 0);
            } else {
                add(i - 1, sums, counts);
            }
            if (rows[at] == i) {
                write(table, at * columns, i, sums, counts, withTime);
                at++;
            }
        }
        return table;
    }

    int columns(boolean withTime) {
        return features * PER_FEATURE + LAGS + 2 + (withTime ? 2 : 0);
    }

    private void add(int window, double[] sums, int[] counts) {
        for (int f = 0; f < features; f++) {
            float value = windows.value(window, f);
            sums[f] += Float.isNaN(value) ? 0 : value;
            counts[f] += Float.isNaN(value) ? 0 : 1;
        }
    }

    private void write(float[] table, int offset, int window, double[] sums, int[] counts, boolean withTime) {
        int at = offset;
        for (int f = 0; f < features; f++) {
            at = writeLags(table, at, window, f);
            table[at++] = counts[f] == 0 ? Float.NaN : (float) (sums[f] / counts[f]);
        }
        for (int lag = 1; lag <= LAGS; lag++) {
            table[at++] = lag <= windows.place()[window] ? windows.elapsed()[window - lag] : Float.NaN;
        }
        table[at++] = windows.place()[window];
        table[at++] = windows.place()[window] == 0 ? Float.NaN : hour(window - 1);
        if (withTime) {
            table[at++] = hour(window);
            table[at] = windows.elapsed()[window];
        }
    }

    private int writeLags(float[] table, int offset, int window, int feature) {
        double sum = 0;
        double squares = 0;
        float least = Float.NaN;
        float greatest = Float.NaN;
        int count = 0;
        for (int lag = 1; lag <= LAGS; lag++) {
            float value = lag <= windows.place()[window] ? windows.value(window - lag, feature) : Float.NaN;
            table[offset + lag - 1] = value;
            if (!Float.isNaN(value)) {
                sum += value;
                squares += (double) value * value;
                least = count == 0 ? value : Math.min(least, value);
                greatest = count == 0 ? value : Math.max(greatest, value);
                count++;
            }
        }
        double mean = sum / count;
        int at = offset + LAGS;
        table[at++] = (float) mean;
        table[at++] = least;
        table[at++] = greatest;
        table[at++] = (float) Math.sqrt(Math.max(0, squares / count - mean * mean));
        return at;
    }

    private float hour(int window) {
        return (float) (windows.windows()[window].start() % DAY_SECONDS / HOUR_SECONDS);
    }
}
