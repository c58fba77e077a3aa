package org.flowfoundry.training.sequence;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A feature's bins: bin 0 is "missing", bin 1 exactly zero, positive bin i (from 2) holds the transformed values in
 * [edges[i - 2], edges[i - 1]). Values beyond the outer edges belong to the outer bins. There is always at least one
 * positive bin, also where no positive value was seen.
 *
 * @param edges bounds of the positive bins, one more than there are of them; increasing
 * @param centers median transformed value of each positive bin
 * @param means mean transformed value of each positive bin
 * @param tops greatest transformed value of each positive bin; with its lower edge, the least, it says how far the values of
 *     a bin reach: one point, where counts are small
 * @param shares share of the windows it was fitted on in each bin, missing and zero first; adds up to 1
 */
public record FeatureBins(
        SeriesFeature feature, float[] edges, float[] centers, float[] means, float[] tops, float[] shares)
        implements Serializable {

    private static final double SHARES_TOLERANCE = 1e-3;

    public FeatureBins {
        if (feature == null || edges == null || centers == null || means == null || tops == null || shares == null) {
            throw new IllegalArgumentException(
                    "bins of a feature need feature, edges, centers, means, tops and shares");
        }
        int positive = centers.length;
        require(
                positive >= 1
                        && edges.length == positive + 1
                        && means.length == positive
                        && tops.length == positive
                        && shares.length == positive + 2,
                feature,
                "must have one edge more than centers, as many means and tops as centers, and two shares more");
        checkBins(feature, edges, centers, means, tops);
        require(areShares(shares), feature, "has shares that do not add up to 1");
    }

    /** Whether these are parts of a whole. */
    static boolean areShares(float[] shares) {
        double sum = 0;
        for (float share : shares) {
            if (!(share >= 0)) {
                return false;
            }
            sum += share;
        }
        return Math.abs(sum - 1) < SHARES_TOLERANCE;
    }

    private static void checkBins(SeriesFeature feature, float[] edges, float[] centers, float[] means, float[] tops) {
        require(edges[0] >= 0 && Float.isFinite(edges[edges.length - 1]), feature, "has edges that are not finite");
        for (int i = 0; i < centers.length; i++) {
            require(edges[i] < edges[i + 1], feature, "has edges that do not increase");
            require(
                    edges[i] <= centers[i] && centers[i] <= tops[i] && tops[i] <= edges[i + 1],
                    feature,
                    "has a center or top outside of its bin");
            require(edges[i] <= means[i] && means[i] <= tops[i], feature, "has a mean outside of its bin");
        }
    }

    /** The number of bins in use, missing and zero among them. */
    public int used() {
        return centers.length + 2;
    }

    /** The bin of a transformed value; NaN is missing. */
    public int bin(float transformed) {
        if (Float.isNaN(transformed)) {
            return SeriesEncoder.MISSING;
        }
        if (transformed <= 0) {
            return SeriesEncoder.ZERO;
        }
        int found = Arrays.binarySearch(edges, transformed);
        int positive = found >= 0 ? found : -found - 2;
        return 2 + Math.min(Math.max(positive, 0), centers.length - 1);
    }

    /** The typical transformed value of a bin; NaN for missing. */
    public float value(int bin) {
        return switch (bin) {
            case SeriesEncoder.MISSING -> Float.NaN;
            case SeriesEncoder.ZERO -> 0;
            default -> centers[bin - 2];
        };
    }

    /**
     * A quantile of the transformed value, given that it is not missing. The first half of a bin's probability lies between
     * its least value and its median, the second half between its median and its greatest value.
     *
     * @param probabilities of the bins; may be longer than the bins in use, and need not add up to 1
     * @param q 0 to 1
     * @return NaN where all probability is on "missing"
     */
    public float quantile(float[] probabilities, double q) {
        double left = q * known(probabilities);
        if (Double.isNaN(left)) {
            return Float.NaN;
        }
        left -= probabilities[SeriesEncoder.ZERO];
        if (left <= 0) {
            return 0;
        }
        for (int i = 0; i < centers.length; i++) {
            double here = probabilities[i + 2];
            if (left <= here && here > 0) {
                return within(i, left / here);
            }
            left -= here;
        }
        return tops[lastLikely(probabilities)];
    }

    /** The mean transformed value, given that it is not missing; NaN where all probability is on "missing". */
    public float mean(float[] probabilities) {
        double sum = 0;
        for (int i = 0; i < centers.length; i++) {
            sum += probabilities[i + 2] * (double) means[i];
        }
        return (float) (sum / known(probabilities));
    }

    private float within(int positive, double part) {
        double center = centers[positive];
        double value = part < 0.5
                ? edges[positive] + 2 * part * (center - edges[positive])
                : center + (2 * part - 1) * (tops[positive] - center);
        return (float) value;
    }

    /** Rounding can carry a quantile near 1 past the last bin that has any probability. */
    private int lastLikely(float[] probabilities) {
        int last = centers.length - 1;
        while (last > 0 && probabilities[last + 2] == 0) {
            last--;
        }
        return last;
    }

    /** Probability of all but "missing"; NaN where there is none. */
    private double known(float[] probabilities) {
        double sum = probabilities[SeriesEncoder.ZERO];
        for (int i = 0; i < centers.length; i++) {
            sum += probabilities[i + 2];
        }
        return sum > 0 ? sum : Double.NaN;
    }

    private static void require(boolean holds, SeriesFeature feature, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("feature '" + feature.column() + "' " + problem);
        }
    }
}
