package org.flowfoundry.training.tabular;

import java.util.Arrays;
import org.flowfoundry.training.decision.Probabilities;
import org.flowfoundry.training.decision.Standardizer;

/** A network of rows all of whose layers were trained on labelled rows, classes balanced. */
public final class RowClassifier {

    private final RowClasses classes;
    private final float[] parameters;

    RowClassifier(RowClasses classes, float[] parameters) {
        this.classes = classes;
        this.parameters = parameters;
    }

    /**
     * Trains a classifier, by one thread.
     *
     * @param start where it begins: pre-trained = fine-tuning, untrained = from scratch
     * @param embedded fitted to the start's embeddings of unlabelled rows
     * @param rows (rows, columns): standardised, no NaN
     * @param labels (rows): numbers of classes
     * @param seed of order and of the last layer
     */
    public static RowClassifier fit(
            RowEncoder start, Standardizer embedded, float[][] rows, int[] labels, int classes, long seed) {
        return RowTuner.tune(start, embedded, new LabelledRows(rows, labels), classes, seed);
    }

    /** Probabilities of the classes, as if all were equally frequent: (rows, classes). */
    public double[][] probabilities(float[][] rows) {
        float[][] logits = RowInference.run(classes.layout(), parameters, rows, classes::logits);
        double[][] probabilities = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            float[] row = logits[i];
            double[] some = new double[row.length];
            Arrays.setAll(some, k -> row[k]);
            probabilities[i] = Probabilities.softmax(some);
        }
        return probabilities;
    }
}
