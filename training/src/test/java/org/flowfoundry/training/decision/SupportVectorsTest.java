package org.flowfoundry.training.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SupportVectorsTest {

    /** Three classes on rings about the origin, which no line parts. */
    private static float[][] rings(int[] labels, long seed) {
        Random random = new Random(seed);
        float[][] rows = new float[labels.length][];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = i % 3;
            double angle = random.nextDouble() * 2 * Math.PI;
            double radius = 0.3 + labels[i] + 0.15 * random.nextGaussian();
            rows[i] = new float[] {(float) (radius * Math.cos(angle)), (float) (radius * Math.sin(angle))};
        }
        return rows;
    }

    @Test
    void partsRings() {
        int[] labels = new int[150];
        float[][] rows = rings(labels, 1);
        SupportVectors machine = SupportVectors.fit(rows, labels, 3);
        machine.check(2, 3);
        int[] unseen = new int[300];
        float[][] others = rings(unseen, 2);
        int right = 0;
        for (int i = 0; i < unseen.length; i++) {
            right += Probabilities.largest(machine.probabilities(others[i])) == unseen[i] ? 1 : 0;
        }
        assertThat(right).isGreaterThan(280);
    }

    @Test
    void theSolutionMeetsTheConditionsOfOptimality() {
        int[] labels = new int[60];
        float[][] rows = rings(labels, 3);
        int[] signs = new int[60];
        double[] bounds = new double[60];
        double[][] kernel = new double[60][60];
        for (int i = 0; i < 60; i++) {
            signs[i] = labels[i] == 0 ? -1 : 1;
            bounds[i] = labels[i] == 0 ? 2 : 1;
            for (int j = 0; j < 60; j++) {
                kernel[i][j] = Math.exp(-Math.pow(rows[i][0] - rows[j][0], 2) - Math.pow(rows[i][1] - rows[j][1], 2));
            }
        }
        SequentialMinimisation solved = SequentialMinimisation.solve(kernel, signs, bounds);
        double balance = 0;
        for (int i = 0; i < 60; i++) {
            balance += signs[i] * solved.alphas()[i];
            double margin = solved.bias();
            for (int j = 0; j < 60; j++) {
                margin += signs[j] * solved.alphas()[j] * kernel[i][j];
            }
            // Rows inside the margin are at their bound, those outside weigh nothing, all others lie on it.
            if (solved.alphas()[i] == 0) {
                assertThat(signs[i] * margin).isGreaterThan(0.99);
            } else if (solved.alphas()[i] == bounds[i]) {
                assertThat(signs[i] * margin).isLessThan(1.01);
            } else {
                assertThat(signs[i] * margin).isCloseTo(1, within(0.01));
            }
        }
        assertThat(balance).isCloseTo(0, within(1e-9));
    }

    @Test
    void oneRowPerClassAndClassesWithoutRows() {
        SupportVectors machine = SupportVectors.fit(new float[][] {{-1, 0}, {1, 0}}, new int[] {0, 2}, 3);
        assertThat(Probabilities.largest(machine.probabilities(new float[] {-2, 0})))
                .isEqualTo(0);
        assertThat(Probabilities.largest(machine.probabilities(new float[] {2, 0})))
                .isEqualTo(2);
    }

    @Test
    void refusesRowsOfOtherFeatures() {
        SupportVectors machine = SupportVectors.fit(new float[][] {{-1, 0}, {1, 0}}, new int[] {0, 1}, 2);
        assertThatThrownBy(() -> machine.check(3, 2)).hasMessage("support vectors do not take 3 features to 2 classes");
    }
}
