package org.flowfoundry.training.sequence;

import java.util.List;
import java.util.Locale;

/**
 * What Spark tells of a column's distribution.
 *
 * @param windows rows
 * @param known rows that are not null
 * @param zeros rows that are exactly zero
 * @param least positive value, NaN where there is none
 * @param greatest value, NaN where no value is positive
 * @param sample of the positive values, evenly by rank, in increasing order; null where none was seen
 */
record FeatureSummary(
        SeriesFeature feature, long windows, long known, long zeros, double least, double greatest, double[] sample) {

    /** Why the feature tells windows not apart; null where it does. */
    String constant() {
        if (known == 0) {
            return "is null in all windows";
        }
        if (known == zeros) {
            return "is 0 in all windows";
        }
        boolean one = zeros == 0 && known == windows && least == greatest;
        return one ? String.format(Locale.ROOT, "is %s in all windows", greatest) : null;
    }

    /** The bins of the feature, at most so many, missing and zero among them. */
    FeatureBins bins(int most) {
        float missing = (float) ((double) (windows - known) / windows);
        float zero = (float) ((double) zeros / windows);
        if (known == zeros) {
            return unseen(missing, zero);
        }
        // Positive values may be so rare that the sample, of a part of the windows, has none.
        double[] ranked = sample == null ? new double[] {least, greatest} : sample;
        double[] values = new double[ranked.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = feature.scale().apply(Math.min(greatest, Math.max(least, ranked[i])));
        }
        List<QuantileBins.Run> runs = QuantileBins.of(values, most - 2);
        float[] edges = edges(values, runs);
        int count = runs.size();
        float[] centers = new float[count];
        float[] means = new float[count];
        float[] tops = new float[count];
        float[] shares = new float[count + 2];
        shares[SeriesEncoder.MISSING] = missing;
        shares[SeriesEncoder.ZERO] = zero;
        double positive = (double) (known - zeros) / windows;
        for (int i = 0; i < count; i++) {
            QuantileBins.Run run = runs.get(i);
            centers[i] = (float) values[run.middle()];
            tops[i] = i == count - 1 ? feature.scale().apply(greatest) : (float) values[run.to() - 1];
            means[i] = Math.min(tops[i], Math.max(edges[i], mean(values, run)));
            shares[i + 2] = (float) (positive * run.size() / values.length);
        }
        return new FeatureBins(feature, edges, centers, means, tops, shares);
    }

    private float[] edges(double[] values, List<QuantileBins.Run> runs) {
        float[] edges = new float[runs.size() + 1];
        edges[0] = feature.scale().apply(least);
        for (int i = 1; i < runs.size(); i++) {
            edges[i] = (float) values[runs.get(i).from()];
        }
        edges[runs.size()] = Math.nextUp(feature.scale().apply(greatest));
        return edges;
    }

    private static float mean(double[] values, QuantileBins.Run run) {
        double sum = 0;
        for (int i = run.from(); i < run.to(); i++) {
            sum += values[i];
        }
        return (float) (sum / run.size());
    }

    /** One bin for positive values that other networks may have. */
    private FeatureBins unseen(float missing, float zero) {
        return new FeatureBins(
                feature, new float[] {0, 1}, new float[] {.5f}, new float[] {.5f}, new float[] {1}, new float[] {
                    missing, zero, 0
                });
    }
}
