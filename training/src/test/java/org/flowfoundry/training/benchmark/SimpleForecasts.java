package org.flowfoundry.training.benchmark;

import java.util.Arrays;
import org.flowfoundry.training.sequence.SeriesEncoder;

/**
 * Forecasts that need no network, each with a distribution fitted to the training windows: hosts count as the root of the
 * number of their windows, and rare cases fall back on the marginal.
 */
final class SimpleForecasts {

    /** So many windows of the marginal are added to what was counted. */
    private static final double PRIOR = 5;

    private static final int DAY_SECONDS = 86_400;
    private static final int SEASON_TOLERANCE_SECONDS = 1_800;
    private static final int ROUNDS = 50;

    private final HostWindows windows;
    private final SeriesEncoder encoder;
    private final int[] training;
    private final float[] weights;

    SimpleForecasts(HostWindows windows, SeriesEncoder encoder) {
        this.windows = windows;
        this.encoder = encoder;
        this.training = windows.training();
        this.weights = windows.weights(training);
    }

    /** How windows relate to earlier ones of their host. */
    private interface Source {
        int of(int window);
    }

    /** The same distribution always. */
    Forecasts marginal() {
        return forecast(i -> i - 1, (marginal, counts) -> {
            float[][] table = new float[counts.length][];
            Arrays.fill(table, floats(marginal));
            return table;
        });
    }

    /** The distribution that followed the last window's bin: a first-order Markov chain per output. */
    Forecasts markov() {
        return forecast(i -> i - 1, (marginal, counts) -> {
            float[][] table = new float[counts.length][marginal.length];
            for (int from = 0; from < counts.length; from++) {
                for (int to = 0; to < marginal.length; to++) {
                    table[from][to] = (float) (counts[from][to] + PRIOR * marginal[to]);
                }
            }
            return table;
        });
    }

    /** As the last window, with a probability that depends on its bin; else as always. */
    Forecasts persistence() {
        return copies(i -> i - 1);
    }

    /** As the window that is nearest to a day before, within half an hour; where there is none, as the last. */
    Forecasts seasonal() {
        return copies(this::dayBefore);
    }

    private Forecasts copies(Source source) {
        Forecasts forecasts = forecast(source, SimpleForecasts::copyTable);
        for (int row = 0; row < forecasts.rows().length; row++) {
            int from = source.of(forecasts.rows()[row]);
            for (int f = 0; f < windows.features().size(); f++) {
                float value = windows.value(from, f);
                if (!Float.isNaN(value)) {
                    forecasts.point(row, f, value, value);
                }
            }
        }
        return forecasts;
    }

    private int dayBefore(int window) {
        long wanted = windows.windows()[window].start() - DAY_SECONDS;
        int best = window - 1;
        long distance = SEASON_TOLERANCE_SECONDS + 1L;
        for (int i = window - 1; i >= window - windows.place()[window]; i--) {
            long here = Math.abs(windows.windows()[i].start() - wanted);
            if (here < distance) {
                distance = here;
                best = i;
            }
        }
        return best;
    }

    /** From a marginal and weighted counts (from, to) to the distribution after each bin. */
    private interface Fit {
        float[][] table(double[] marginal, double[][] counts);
    }

    private Forecasts forecast(Source source, Fit fit) {
        Forecasts forecasts = Forecasts.empty(windows, encoder);
        for (int output = 0; output < windows.outputs(); output++) {
            int bins = HostWindows.bins(encoder, output);
            double[][] counts = new double[bins][bins];
            double[] marginal = new double[bins];
            Arrays.fill(marginal, 0.3);
            for (int r = 0; r < training.length; r++) {
                int to = windows.bin(encoder, training[r], output);
                counts[windows.bin(encoder, source.of(training[r]), output)][to] += weights[r];
                marginal[to] += weights[r];
            }
            double sum = Arrays.stream(marginal).sum();
            double[] shares = Arrays.stream(marginal).map(one -> one / sum).toArray();
            float[][] table = fit.table(shares, counts);
            for (int row = 0; row < forecasts.rows().length; row++) {
                forecasts.put(
                        row,
                        output,
                        table[windows.bin(encoder, source.of(forecasts.rows()[row]), output)]);
            }
        }
        return forecasts;
    }

    /** The mixture of a copy and the marginal, its share fitted per bin by expectation-maximisation. */
    private static float[][] copyTable(double[] marginal, double[][] counts) {
        float[][] table = new float[counts.length][];
        double overall = 0;
        double all = 0;
        for (int from = 0; from < counts.length; from++) {
            overall += counts[from][from];
            all += Arrays.stream(counts[from]).sum();
        }
        for (int from = 0; from < counts.length; from++) {
            double total = Arrays.stream(counts[from]).sum();
            double share = 0.5;
            for (int round = 0; round < ROUNDS; round++) {
                double copied = counts[from][from] * share / (share + (1 - share) * marginal[from]);
                share = (copied + 2 * overall / all) / (total + 2);
            }
            double rest = 1 - Math.min(share, 0.999);
            double[] mixed = Arrays.stream(marginal).map(one -> one * rest).toArray();
            mixed[from] += 1 - rest;
            table[from] = floats(mixed);
        }
        return table;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
