package org.flowfoundry.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void ofTwoClassesTheSecondIsLookedFor() {
        double[][] probabilities = {{0.9, 0.1}, {0.8, 0.2}, {0.3, 0.7}, {0.6, 0.4}};
        Scores scores = Scores.of(probabilities, probabilities, new int[] {0, 0, 1, 1});
        assertThat(scores.prAuc()).isEqualTo(1);
        assertThat(scores.recall01()).isEqualTo(1);
        // Class 0: 2 right of 3 decided and 2 there; class 1: 1 of 1 and 2.
        assertThat(scores.macroF1()).isCloseTo((0.8 + 2 / 3.0) / 2, within(1e-9));
        assertThat(scores.confusion()).isDeepEqualTo(new int[][] {{2, 0}, {1, 1}});
        assertThat(scores.decided()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
        // Bins: 0.9 and 0.8 and 0.7 right, 0.6 wrong.
        assertThat(scores.calibration()).isCloseTo((0.1 + 0.2 + 0.3 + 0.6) / 4, within(1e-9));
    }

    @Test
    void decisionsMayFollowAnotherRule() {
        double[][] probabilities = {{0.6, 0.4}, {0.6, 0.4}};
        double[][] decisive = {{0.6, 0.4}, {0.4, 0.6}};
        assertThat(Scores.of(probabilities, decisive, new int[] {0, 1}).macroF1())
                .isEqualTo(1);
    }
}
