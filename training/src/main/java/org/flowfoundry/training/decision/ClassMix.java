package org.flowfoundry.training.decision;

import java.util.Arrays;

/**
 * How frequent the classes really are, estimated from unlabelled rows by expectation-maximisation (Saerens, Latinne and
 * Decaestecker 2002), and what follows from it for probabilities that were fitted to balanced classes.
 */
public final class ClassMix {

    private static final int ROUNDS = 30;

    /** Rows, as a share of those there are, that are added as evenly mixed: no class is ever taken to be absent. */
    private static final double SMOOTHING = 0.1;

    /** How far decisions follow the mix where many labels have taught the classifiers; docs/evaluation.md says what it rests on. */
    private static final double GREATEST_EXPONENT = 0.5;

    /** Labels per class with which they follow it half as far: classifiers of few labels misjudge the mix. */
    private static final double HALF_WAY = 5;

    private ClassMix() {}

    /**
     * How far decisions are best to follow the mix: 0.08 with one label per class, 0.25 with five.
     *
     * @param labels (labels): numbers of classes; the class that has most of them counts, others may just be rare
     */
    public static double exponent(int[] labels) {
        int most = 0;
        int[] counts = new int[1 + Arrays.stream(labels).max().orElseThrow()];
        for (int label : labels) {
            most = Math.max(most, ++counts[label]);
        }
        return GREATEST_EXPONENT * most / (most + HALF_WAY);
    }

    /**
     * The mix of classes.
     *
     * @param rows (rows, classes): probabilities under an even mix
     * @return (classes), adding up to one
     */
    public static double[] estimate(double[][] rows) {
        int classes = rows[0].length;
        double[] mix = new double[classes];
        Arrays.fill(mix, 1.0 / classes);
        for (int round = 0; round < ROUNDS; round++) {
            double[] sums = new double[classes];
            Arrays.fill(sums, SMOOTHING * rows.length / classes);
            for (double[] row : rows) {
                double[] posterior = adapted(row, mix, 1);
                for (int k = 0; k < classes; k++) {
                    sums[k] += posterior[k];
                }
            }
            mix = Probabilities.normalised(sums);
        }
        return mix;
    }

    /** The probabilities under the mix to a power: 0 leaves them, 1 is Bayes' rule. */
    public static double[] adapted(double[] probabilities, double[] mix, double exponent) {
        double[] adapted = new double[mix.length];
        for (int k = 0; k < mix.length; k++) {
            adapted[k] = probabilities[k] * Math.pow(mix[k] * mix.length, exponent);
        }
        return Probabilities.normalised(adapted);
    }
}
