package org.flowfoundry.training.benchmark;

import java.util.Arrays;
import org.flowfoundry.training.sequence.SeriesEncoder;

/**
 * What one method makes of the tested windows.
 *
 * @param rows numbers of the tested windows
 * @param surprise (rows, outputs): negative log-likelihood of what came, nats; they add up to that of the window
 * @param alone (rows, outputs): the same of each output by itself, whatever the others are
 * @param median (rows, features): point forecast for the absolute error, transformed
 * @param mean (rows, features): point forecast for the squared error, transformed
 */
record Forecasts(
        HostWindows windows,
        SeriesEncoder encoder,
        int[] rows,
        float[][] surprise,
        float[][] alone,
        float[][] median,
        float[][] mean) {

    /** Added to the probability of each bin, so that no method is infinitely wrong. */
    private static final double LEAST = 1e-6;

    static Forecasts empty(HostWindows windows, SeriesEncoder encoder) {
        int[] rows = windows.tested();
        int features = windows.features().size();
        return new Forecasts(
                windows,
                encoder,
                rows,
                new float[rows.length][1 + features],
                new float[rows.length][1 + features],
                new float[rows.length][features],
                new float[rows.length][features]);
    }

    /**
     * Notes the distribution of an output, and of a feature the forecasts that follow from it.
     *
     * @param probabilities of the bins; may be longer, and need not add up to 1
     */
    void put(int row, int output, float[] probabilities) {
        int bins = HostWindows.bins(encoder, output);
        double sum = 0;
        for (int bin = 0; bin < bins; bin++) {
            sum += probabilities[bin] + LEAST;
        }
        int came = windows.bin(encoder, rows[row], output);
        surprise[row][output] = (float) -Math.log((probabilities[came] + LEAST) / sum);
        alone[row][output] = surprise[row][output];
        if (output > 0) {
            float[] used = Arrays.copyOf(probabilities, bins);
            point(row, output - 1, encoder.quantile(output - 1, used, 0.5), encoder.mean(output - 1, used));
        }
    }

    /** Notes the likelihood of what came of an output, given others of its window. */
    void given(int row, int output, float likelihood) {
        double sum = 1 + HostWindows.bins(encoder, output) * LEAST;
        surprise[row][output] = (float) -Math.log((likelihood + LEAST) / sum);
    }

    /** Notes forecasts of a feature; NaN, that nothing is expected, is what windows have on the whole. */
    void point(int row, int feature, float ofMedian, float ofMean) {
        float[] shares = encoder.features().get(feature).shares();
        median[row][feature] = Float.isNaN(ofMedian) ? encoder.quantile(feature, shares, 0.5) : ofMedian;
        mean[row][feature] = Float.isNaN(ofMean) ? encoder.mean(feature, shares) : ofMean;
    }
}
