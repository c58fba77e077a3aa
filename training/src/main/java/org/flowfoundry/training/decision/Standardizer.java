package org.flowfoundry.training.decision;

import java.io.Serializable;

/**
 * Brings features to mean 0 and standard deviation 1, clipped to +-5; what is missing (NaN) becomes the mean. Fitted on
 * unlabelled rows, of which there are more.
 *
 * @param means (features)
 * @param scales (features): standard deviations, 1 where a feature is constant
 */
public record Standardizer(float[] means, float[] scales) implements Serializable {

    private static final float CLIP = 5;

    public static Standardizer fit(float[][] rows) {
        int features = rows[0].length;
        float[] means = new float[features];
        float[] scales = new float[features];
        for (int j = 0; j < features; j++) {
            double count = 0;
            double sum = 0;
            for (float[] row : rows) {
                count += Float.isNaN(row[j]) ? 0 : 1;
                sum += Float.isNaN(row[j]) ? 0 : row[j];
            }
            double mean = count == 0 ? 0 : sum / count;
            double squares = 0;
            for (float[] row : rows) {
                squares += Float.isNaN(row[j]) ? 0 : (row[j] - mean) * (row[j] - mean);
            }
            double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
            means[j] = (float) mean;
            scales[j] = deviation <= 1e-6 * Math.max(1, Math.abs(mean)) ? 1 : (float) deviation;
        }
        return new Standardizer(means, scales);
    }

    public float[] apply(float[] row) {
        float[] standardised = new float[row.length];
        for (int j = 0; j < row.length; j++) {
            float value = (row[j] - means[j]) / scales[j];
            standardised[j] = Float.isNaN(value) ? 0 : Math.max(-CLIP, Math.min(CLIP, value));
        }
        return standardised;
    }

    public float[][] apply(float[][] rows) {
        float[][] standardised = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            standardised[i] = apply(rows[i]);
        }
        return standardised;
    }
}
