package org.flowfoundry.training.decision;

import java.util.List;

/**
 * A linear layer on a group of features that was trained together with what gives them, as a member of a head.
 *
 * @param group of features that it reads, raw
 * @param weights (classes, size of the group)
 * @param biases (classes)
 * @param unseen (examples, classes): probabilities of each example by a layer trained in the same way without that example's
 *     part of {@link HeadTrainer#folds}; null where there are no folds
 */
public record TunedLayer(String group, float[][] weights, float[] biases, double[][] unseen) {

    /**
     * Probabilities of the classes.
     *
     * @param row (size of the group): raw
     */
    public double[] probabilities(float[] row) {
        return new LogisticRegression(weights, biases).probabilities(row);
    }

    /** The same layer for standardised features. */
    Head.Member member(FeatureGroups features, Standardizer standardizer) {
        int[] columns = features.columns(List.of(group));
        float[][] scaled = new float[weights.length][columns.length];
        float[] shifted = biases.clone();
        for (int k = 0; k < weights.length; k++) {
            double bias = biases[k];
            for (int j = 0; j < columns.length; j++) {
                scaled[k][j] = weights[k][j] * standardizer.scales()[columns[j]];
                bias += (double) weights[k][j] * standardizer.means()[columns[j]];
            }
            shifted[k] = (float) bias;
        }
        return new Head.Member(List.of(group), new LogisticRegression(scaled, shifted));
    }

    /** The average of some members' probabilities of an example, and of this layer's. */
    double[] averaged(double[] average, int members, int example) {
        double[] own = Probabilities.floored(unseen[example].clone());
        double[] sum = new double[own.length];
        for (int k = 0; k < sum.length; k++) {
            sum[k] = members * average[k] + own[k];
        }
        return Probabilities.normalised(sum);
    }
}
