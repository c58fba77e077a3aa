package org.flowfoundry.training.model;

import java.nio.FloatBuffer;
import org.flowfoundry.training.sequence.FeatureBins;
import org.flowfoundry.training.sequence.SeriesEncoder;

/**
 * Tokens and questions about windows as rows of numbers, each for one linear layer. A token: the window's bins (one-hot per
 * feature), its time, its standardised values, its place in the segment, and two flags. A question: the time of the window
 * asked for, and a flag.
 */
final class TokenEncoding {

    private static final double LEAST_DEVIATION = 0.05;
    private static final float MOST_DEVIATIONS = 5;

    /** Brings the logarithm of a place to about 1. */
    private static final double PLACE_SCALE = 4;

    private final SeriesEncoder encoder;
    private final int features;
    private final int bins;
    private final TimeEncoding time;
    private final float[] means;
    private final float[] deviations;

    TokenEncoding(SeriesEncoder encoder) {
        this.encoder = encoder;
        this.features = encoder.features().size();
        this.bins = encoder.bins();
        this.time = new TimeEncoding(encoder.elapsedBins());
        this.means = new float[features];
        this.deviations = new float[features];
        for (int f = 0; f < features; f++) {
            standardise(f, encoder.features().get(f));
        }
    }

    /** Mean and deviation over the windows that have a value, from the bins' shares and means. */
    private void standardise(int f, FeatureBins feature) {
        double weight = feature.shares()[SeriesEncoder.ZERO];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < feature.means().length; i++) {
            double share = feature.shares()[i + 2];
            weight += share;
            sum += share * feature.means()[i];
            squares += share * feature.means()[i] * feature.means()[i];
        }
        double mean = weight == 0 ? 0 : sum / weight;
        double variance = weight == 0 ? 1 : squares / weight - mean * mean;
        means[f] = (float) mean;
        deviations[f] = (float) Math.sqrt(Math.max(variance, LEAST_DEVIATION * LEAST_DEVIATION));
    }

    SeriesEncoder encoder() {
        return encoder;
    }

    private int binsWidth() {
        return features * bins;
    }

    /** The leading columns of a token that are one-hot: the bins of its features, then that of its elapsed windows. */
    int countedWidth() {
        return binsWidth() + encoder.elapsedBins();
    }

    private int valuesFrom() {
        return binsWidth() + time.width();
    }

    /** Numbers of a token. */
    int inputWidth() {
        return valuesFrom() + features + 3;
    }

    /** Numbers of a question. */
    int queryWidth() {
        return time.width() + 1;
    }

    /** The first of the seven columns of a token that tell the day of the week. */
    int inputWeekdays() {
        return binsWidth() + time.weekdays();
    }

    /** The first of the seven columns of a question that tell the day of the week. */
    int queryWeekdays() {
        return time.weekdays();
    }

    /** The token's place in its segment, from 0. */
    void putPlace(FloatBuffer into, int offset, int place) {
        into.put(offset + inputWidth() - 3, (float) (Math.log1p(place) / PLACE_SCALE));
    }

    void putStart(FloatBuffer into, int offset) {
        into.put(offset + inputWidth() - 2, 1);
    }

    /** The flag of a window whose features are hidden. */
    void putHidden(FloatBuffer into, int offset) {
        into.put(offset + inputWidth() - 1, 1);
    }

    /** A window's features, from a place on in arrays of bins and values. */
    void putFeatures(FloatBuffer into, int offset, int[] ofBins, float[] values, int from) {
        for (int f = 0; f < features; f++) {
            into.put(offset + f * bins + ofBins[from + f], 1);
            float value = values[from + f];
            if (!Float.isNaN(value)) {
                float z = (value - means[f]) / deviations[f];
                into.put(offset + valuesFrom() + f, Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, z)));
            }
        }
    }

    /** When a token's window is. */
    void putTime(FloatBuffer into, int offset, int elapsed, long at, boolean weekday) {
        time.put(into, offset + binsWidth(), encoder.elapsedBin(elapsed), elapsed, at, weekday);
    }

    /**
     * A question about a window.
     *
     * @param own whether it is asked at the window's own token
     */
    void putQuery(FloatBuffer into, int offset, int elapsed, long at, boolean weekday, boolean own) {
        time.put(into, offset, encoder.elapsedBin(elapsed), elapsed, at, weekday);
        into.put(offset + time.width(), own ? 1 : 0);
    }
}
