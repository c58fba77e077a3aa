package org.flowfoundry.training.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    /** scikit-learn 1.x: LogisticRegression(C=0.3, class_weight="balanced") on the same numbers. */
    private static final double[][] WEIGHTS = {
        {0.93914, 0.54039, 0.12777, 0.04985},
        {-0.40417, -0.30305, 0.73211, 0.14328},
        {-0.53498, -0.23734, -0.85987, -0.19313}
    };

    @Test
    void equalsScikitLearn() {
        float[][] rows = new float[30][4];
        int[] labels = new int[30];
        long state = 12345;
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 4; j++) {
                state = (state * 1103515245 + 12345) % 2147483648L;
                rows[i][j] = (float) (state / 2147483648.0 * 4 - 2);
            }
            labels[i] = rows[i][0] + .5 * rows[i][1] > 0.8 ? 0 : rows[i][2] > 0 ? 1 : 2;
        }
        LogisticRegression fitted = LogisticRegression.fit(rows, labels, 3, 0.3);
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 4; j++) {
                assertThat((double) fitted.weights()[k][j]).isCloseTo(WEIGHTS[k][j], within(5e-4));
            }
        }
        double[] probabilities = fitted.probabilities(rows[0]);
        assertThat(probabilities[0]).isCloseTo(0.31121, within(1e-4));
        assertThat(probabilities[1]).isCloseTo(0.45656, within(1e-4));
    }

    @Test
    void twoRowsAreEnough() {
        LogisticRegression fitted =
                LogisticRegression.fit(new float[][] {{1, 0, 0}, {-1, 0, 0}}, new int[] {0, 1}, 2, 0.3);
        assertThat(fitted.probabilities(new float[] {2, 5, 5})[0]).isGreaterThan(0.6);
    }
}
