package org.flowfoundry.training.decision;

/** Class probabilities: what all members of a head, and what comes after them, deal in. */
public final class Probabilities {

    /** No member may rule a class out: an average with it, or a prior, could not bring it back. */
    public static final double FLOOR = 1e-4;

    private Probabilities() {}

    /** The logits become probabilities, in place. */
    public static double[] softmax(double[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            most = Math.max(most, logit);
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.exp(logits[i] - most);
        }
        return normalised(logits);
    }

    /** Each at least {@link #FLOOR}, in place, adding up to one. */
    public static double[] floored(double[] probabilities) {
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = Math.max(FLOOR, probabilities[i]);
        }
        return normalised(probabilities);
    }

    /** Made to add up to one, in place. */
    public static double[] normalised(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** The index of the largest; the first of equal ones. */
    public static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
