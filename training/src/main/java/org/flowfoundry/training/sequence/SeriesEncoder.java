package org.flowfoundry.training.sequence;

import java.util.List;

/**
 * Turns transformed features into bins and distributions over bins back into values. Fitted by Spark on the training part of
 * a lake, saved as JSON with the model. Every feature has the same number of bins: bin 0 is "missing" (null in the table),
 * bin 1 is exactly zero, the others are quantile bins of the positive values in increasing order; a feature of few distinct
 * values leaves its last bins unused. The elapsed windows before the next activity are binned likewise.
 *
 * @param windowSeconds length of the windows of {@code host_series} it was fitted on
 * @param longFlows the table's rule for flows longer than a window
 * @param bins bins per feature
 * @param features the features in order, with their bins
 * @param elapsedEdges first elapsed count of each elapsed bin, from 1, increasing; bin 0 of elapsed means "unknown" and is
 *     never a target
 */
public record SeriesEncoder(
        int windowSeconds, String longFlows, int bins, List<FeatureBins> features, int[] elapsedEdges) {

    public static final int MISSING = 0;
    public static final int ZERO = 1;

    /**
     * A feature's bins. Positive bin i (from 2) holds transformed values in [edges[i - 2], edges[i - 1]).
     *
     * @param edges bounds of the used positive bins, one more than there are of them; increasing
     * @param centers median transformed value of each used positive bin
     * @param means mean transformed value of each used positive bin
     */
    public record FeatureBins(SeriesFeature feature, float[] edges, float[] centers, float[] means) {}
}
