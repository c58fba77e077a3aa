package org.flowfoundry.training.sequence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Turns transformed features into bins and distributions over bins back into values. Fitted by Spark on the training part of
 * a lake, saved as JSON with the model. Every feature has the same number of bins: bin 0 is "missing" (null in the table),
 * bin 1 is exactly zero, the others are quantile bins of the positive values in increasing order; a feature of few distinct
 * values leaves its last bins unused. The elapsed windows before the next activity are binned likewise.
 *
 * <p>All values in and out are transformed ones; {@link SeriesFeature.Scale#undo} gives those of the table, of quantiles too.
 *
 * @param windowSeconds length of the windows of {@code host_series} it was fitted on
 * @param longFlows the table's rule for flows longer than a window
 * @param bins bins per feature
 * @param features the features in order, with their bins
 * @param elapsedEdges first elapsed count of each elapsed bin, from 1, increasing; bin 0 of elapsed means "unknown" and is
 *     never a target, bin i (from 1) is [elapsedEdges[i - 1], elapsedEdges[i]), the last one has no upper bound
 * @param elapsedCenters median elapsed count of each elapsed bin from 1
 * @param elapsedShares share of the known elapsed counts in each elapsed bin from 1; adds up to 1
 */
public record SeriesEncoder(
        int windowSeconds,
        String longFlows,
        int bins,
        List<FeatureBins> features,
        int[] elapsedEdges,
        int[] elapsedCenters,
        float[] elapsedShares)
        implements Serializable {

    public static final int MISSING = 0;
    public static final int ZERO = 1;

    static final int LEAST_BINS = 4;
    static final int MOST_BINS = 1024;
    static final int MOST_FEATURES = 512;
    private static final int DAY_SECONDS = 86_400;

    public SeriesEncoder {
        require(
                windowSeconds >= 1 && windowSeconds <= DAY_SECONDS && DAY_SECONDS % windowSeconds == 0,
                "windowSeconds must divide a day");
        require(longFlows != null && !longFlows.isBlank() && longFlows.length() <= 50, "longFlows must be a word");
        require(bins >= LEAST_BINS && bins <= MOST_BINS, "bins must lie between " + LEAST_BINS + " and " + MOST_BINS);
        require(
                features != null && !features.isEmpty() && features.size() <= MOST_FEATURES,
                "there must be 1 to " + MOST_FEATURES + " features");
        features = List.copyOf(features);
        for (FeatureBins feature : features) {
            require(
                    feature.used() <= bins,
                    "feature '" + feature.feature().column() + "' has more than " + bins + " bins");
        }
        long distinct =
                features.stream().map(one -> one.feature().column()).distinct().count();
        require(distinct == features.size(), "a feature is there twice");
        checkElapsed(elapsedEdges, elapsedCenters, elapsedShares);
    }

    private static void checkElapsed(int[] edges, int[] centers, float[] shares) {
        require(
                edges != null && centers != null && shares != null && edges.length >= 1 && edges.length < MOST_BINS,
                "there must be 1 to " + (MOST_BINS - 1) + " elapsedEdges");
        require(edges[0] == 1, "elapsedEdges must begin with 1");
        require(
                edges.length == centers.length && edges.length == shares.length,
                "there must be as many elapsedCenters and elapsedShares as elapsedEdges");
        require(FeatureBins.areShares(shares), "elapsedShares must add up to 1");
        for (int i = 0; i < edges.length; i++) {
            require(i == 0 || edges[i - 1] < edges[i], "elapsedEdges must increase");
            require(
                    edges[i] <= centers[i] && (i == edges.length - 1 || centers[i] < edges[i + 1]),
                    "elapsedCenters must lie in their bins");
        }
    }

    /** The bin, from 0 to below {@link #binsUsed}, of a feature's transformed value; NaN is {@link #MISSING}. */
    public int bin(int feature, float transformed) {
        return features.get(feature).bin(transformed);
    }

    /** How many bins the feature makes use of, missing and zero among them; those from there on are never targets. */
    public int binsUsed(int feature) {
        return features.get(feature).used();
    }

    /** The typical transformed value of a bin; NaN for {@link #MISSING}. */
    public float value(int feature, int bin) {
        return features.get(feature).value(bin);
    }

    /**
     * A quantile of the transformed value, given that it is not missing; see {@link FeatureBins#quantile}.
     *
     * @param binProbabilities of the feature's bins
     * @param q 0 to 1
     */
    public float quantile(int feature, float[] binProbabilities, double q) {
        return features.get(feature).quantile(binProbabilities, q);
    }

    /** The mean transformed value, given that it is not missing; NaN where all probability is on "missing". */
    public float mean(int feature, float[] binProbabilities) {
        return features.get(feature).mean(binProbabilities);
    }

    /** How many bins elapsed counts have, the unknown one among them. */
    public int elapsedBins() {
        return elapsedEdges.length + 1;
    }

    /** The bin, from 0 to below {@link #elapsedBins}, of an elapsed count; 0 and less are unknown. */
    public int elapsedBin(int elapsed) {
        if (elapsed <= 0) {
            return 0;
        }
        int found = Arrays.binarySearch(elapsedEdges, elapsed);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The typical elapsed count of an elapsed bin; 0 for the unknown one. */
    public int elapsedValue(int elapsedBin) {
        return elapsedBin == 0 ? 0 : elapsedCenters[elapsedBin - 1];
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
