package org.flowfoundry.training.score;

import java.util.Arrays;
import org.flowfoundry.training.model.Prediction;
import org.flowfoundry.training.sequence.SequenceBatch;

/**
 * What is known of one window: the window itself, its host's windows before it, and what a model makes of it.
 *
 * @param token of the window in the batch
 */
record WindowView(SequenceBatch batch, Prediction prediction, int token) {

    /** (features): transformed values, NaN = missing. */
    float[] values() {
        return row(batch.values(), batch.features());
    }

    /** (1 + features): surprise of the elapsed windows, then of each feature, nats; NaN = not known. */
    float[] surprise() {
        return row(prediction.surprise(), 1 + batch.features());
    }

    /** (width): the network's state after the window. */
    float[] hidden() {
        return row(prediction.hidden(), prediction.hidden().length / (batch.rows() * batch.length()));
    }

    /** Negative log-likelihood of the window given those before it, nats. */
    double totalSurprise() {
        double sum = 0;
        for (float part : surprise()) {
            sum += Float.isNaN(part) ? 0 : part;
        }
        return sum;
    }

    /** (features): values less the mean of the windows before it in its segment; NaN where there are none. */
    float[] change() {
        int features = batch.features();
        float[] change = values();
        float[] sums = new float[features];
        int[] counts = new int[features];
        for (int before = token - 1; isOfSegment(before); before--) {
            for (int f = 0; f < features; f++) {
                float value = batch.values()[before * features + f];
                sums[f] += Float.isNaN(value) ? 0 : value;
                counts[f] += Float.isNaN(value) ? 0 : 1;
            }
        }
        for (int f = 0; f < features; f++) {
            change[f] = counts[f] == 0 ? Float.NaN : change[f] - sums[f] / counts[f];
        }
        return change;
    }

    private boolean isOfSegment(int before) {
        return before >= 0
                && before / batch.length() == token / batch.length()
                && batch.segments()[before] == batch.segments()[token]
                && !batch.starts()[before];
    }

    private float[] row(float[] all, int width) {
        return Arrays.copyOfRange(all, token * width, (token + 1) * width);
    }
}
