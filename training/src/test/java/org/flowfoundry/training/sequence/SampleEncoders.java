package org.flowfoundry.training.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Encoders for tests that need one but do not fit it. */
public final class SampleEncoders {

    private SampleEncoders() {}

    /** An encoder of features f0, f1, ... on a logarithmic scale with bins of width 1 from 0, and 5-minute windows. */
    public static SeriesEncoder even(int features, int bins) {
        List<FeatureBins> all = new ArrayList<>();
        for (int f = 0; f < features; f++) {
            all.add(even(new SeriesFeature("f" + f, SeriesFeature.Scale.LOG), bins - 2));
        }
        return new SeriesEncoder(
                300, "first", bins, all, new int[] {1, 2, 3, 5, 9}, new int[] {1, 2, 3, 6, 20}, new float[] {
                    .4f, .2f, .2f, .1f, .1f
                });
    }

    private static FeatureBins even(SeriesFeature feature, int positive) {
        float[] edges = new float[positive + 1];
        float[] centers = new float[positive];
        float[] tops = new float[positive];
        for (int i = 0; i <= positive; i++) {
            edges[i] = i;
        }
        for (int i = 0; i < positive; i++) {
            centers[i] = i + 0.5f;
            tops[i] = i + 1;
        }
        float[] shares = new float[positive + 2];
        Arrays.fill(shares, 1f / shares.length);
        return new FeatureBins(feature, edges, centers, centers.clone(), tops, shares);
    }
}
