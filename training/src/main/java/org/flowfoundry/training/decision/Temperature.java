package org.flowfoundry.training.decision;

/** Temperature scaling (Guo et al. 2017): one number that makes probabilities more, or less, sure of themselves. */
final class Temperature {

    private static final double MOST = Math.log(4);
    private static final int ROUNDS = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** With few labels the temperature stays near 1: this many labels' worth of loss per squared logarithm. */
    private static final double RESERVE = 2;

    private Temperature() {}

    /**
     * The temperature, 1/4 to 4, of the least loss; classes count equally.
     *
     * @param rows (rows, classes): probabilities of rows that the classifier was not fitted to
     */
    static double fit(double[][] rows, int[] labels) {
        float[] weights = ClassBalance.ofRows(labels, rows[0].length);
        double low = -MOST;
        double high = MOST;
        for (int i = 0; i < ROUNDS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (loss(rows, labels, weights, left) < loss(rows, labels, weights, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    /** The probabilities at a temperature. */
    static double[] apply(double[] probabilities, double temperature) {
        double[] logits = new double[probabilities.length];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = Math.log(probabilities[k]) / temperature;
        }
        return Probabilities.softmax(logits);
    }

    private static double loss(double[][] rows, int[] labels, float[] weights, double logTemperature) {
        double loss = RESERVE * logTemperature * logTemperature;
        for (int i = 0; i < rows.length; i++) {
            loss -= weights[i] * Math.log(apply(rows[i], Math.exp(logTemperature))[labels[i]]);
        }
        return loss;
    }
}
