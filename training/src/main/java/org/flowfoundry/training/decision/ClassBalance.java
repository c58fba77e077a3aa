package org.flowfoundry.training.decision;

import java.util.Arrays;

/** Weights with which every class that has rows counts as much as any other, and the mean row counts as one. */
public final class ClassBalance {

    private ClassBalance() {}

    /**
     * The weight of a row of each class: n / (c n_k), with n rows of c classes of which n_k are of this one.
     *
     * @param labels (rows): numbers of classes
     * @return (classes), 0 for a class without rows
     */
    public static float[] ofClasses(int[] labels, int classes) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        long present = Arrays.stream(counts).filter(count -> count > 0).count();
        float[] weights = new float[classes];
        for (int k = 0; k < classes; k++) {
            weights[k] = counts[k] == 0 ? 0 : (float) (labels.length / (double) (present * counts[k]));
        }
        return weights;
    }

    /** The weight of each row, (rows). */
    public static float[] ofRows(int[] labels, int classes) {
        float[] ofClasses = ofClasses(labels, classes);
        float[] weights = new float[labels.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = ofClasses[labels[i]];
        }
        return weights;
    }
}
