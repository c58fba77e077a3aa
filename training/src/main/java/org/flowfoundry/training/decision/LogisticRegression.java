package org.flowfoundry.training.decision;

/**
 * Multinomial logistic regression with an L2 penalty on its weights, classes balanced: minimises
 * {@code |W|^2 / 2 + C sum_i w_i nll_i}. Convex, so the labels alone decide the result.
 *
 * @param weights (classes, features)
 * @param biases (classes)
 */
public record LogisticRegression(float[][] weights, float[] biases) implements Classifier {

    /** Fits it to rows of standardised features; {@code c} is the inverse of the penalty's strength. */
    public static LogisticRegression fit(float[][] rows, int[] labels, int classes, double c) {
        int features = rows[0].length;
        float[] balanced = ClassBalance.ofRows(labels, classes);
        Loss loss = new Loss(rows, labels, balanced, classes, c);
        double[] solution = Lbfgs.minimise(loss, classes * (features + 1));
        float[][] weights = new float[classes][features];
        float[] biases = new float[classes];
        for (int k = 0; k < classes; k++) {
            int at = k * (features + 1);
            for (int j = 0; j < features; j++) {
                weights[k][j] = (float) solution[at + j];
            }
            biases[k] = (float) solution[at + features];
        }
        return new LogisticRegression(weights, biases);
    }

    @Override
    public double[] probabilities(float[] row) {
        double[] logits = new double[biases.length];
        for (int k = 0; k < logits.length; k++) {
            double logit = biases[k];
            for (int j = 0; j < row.length; j++) {
                logit += (double) weights[k][j] * row[j];
            }
            logits[k] = logit;
        }
        return Probabilities.softmax(logits);
    }

    @Override
    public void check(int features, int classes) {
        boolean fits = weights != null && biases != null && weights.length == classes && biases.length == classes;
        for (int k = 0; fits && k < classes; k++) {
            fits = weights[k] != null && weights[k].length == features;
        }
        if (!fits) {
            throw new IllegalArgumentException("weights are not " + classes + " classes by " + features + " features");
        }
    }

    /** The penalised loss; parameters are, per class, its weights and then its bias. */
    private record Loss(float[][] rows, int[] labels, float[] balanced, int classes, double c)
            implements Lbfgs.Objective {

        @Override
        public double at(double[] point, double[] gradient) {
            int features = rows[0].length;
            double value = penalty(point, gradient, features);
            for (int i = 0; i < rows.length; i++) {
                double[] p = Probabilities.softmax(logits(point, rows[i]));
                double weight = c * balanced[i];
                value -= weight * Math.log(Math.max(p[labels[i]], Double.MIN_NORMAL));
                for (int k = 0; k < classes; k++) {
                    double error = weight * (p[k] - (k == labels[i] ? 1 : 0));
                    int at = k * (features + 1);
                    for (int j = 0; j < features; j++) {
                        gradient[at + j] += error * rows[i][j];
                    }
                    gradient[at + features] += error;
                }
            }
            return value;
        }

        private double penalty(double[] point, double[] gradient, int features) {
            double value = 0;
            for (int i = 0; i < point.length; i++) {
                boolean isBias = i % (features + 1) == features;
                gradient[i] = isBias ? 0 : point[i];
                value += isBias ? 0 : point[i] * point[i] / 2;
            }
            return value;
        }

        private double[] logits(double[] point, float[] row) {
            double[] logits = new double[classes];
            for (int k = 0; k < classes; k++) {
                int at = k * (row.length + 1);
                double logit = point[at + row.length];
                for (int j = 0; j < row.length; j++) {
                    logit += point[at + j] * row[j];
                }
                logits[k] = logit;
            }
            return logits;
        }
    }
}
