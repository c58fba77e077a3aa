package org.flowfoundry.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void studentsInterval() {
        Estimate estimate = Estimate.of(new double[] {1, 2, 3, 4});
        assertThat(estimate.mean()).isEqualTo(2.5);
        // t(0.975, 3) = 3.1824; the standard error is 1.2910 / 2.
        assertThat(estimate.high() - estimate.mean()).isCloseTo(3.1824 * 1.2910 / 2, within(1e-3));
        assertThat(estimate.mean() - estimate.low()).isCloseTo(3.1824 * 1.2910 / 2, within(1e-3));
    }

    @Test
    void ofOneDrawThereIsNoInterval() {
        assertThat(Estimate.of(new double[] {0.5}).mean()).isEqualTo(0.5);
        assertThat(Estimate.of(new double[] {0.5}).low()).isNaN();
    }

    @Test
    void aSmallButSteadyDifferenceIsAWinThoughTheMethodsVaryMore() {
        double[] one = {0.2, 0.9, 0.5, 0.7, 0.3};
        double[] other = new double[5];
        for (int i = 0; i < 5; i++) {
            other[i] = one[i] - 0.01 - 0.001 * i;
        }
        Difference difference = Difference.of(one, other);
        assertThat(difference.mean()).isCloseTo(0.012, within(1e-9));
        assertThat(difference.isWin()).isTrue();
        assertThat(Difference.of(other, one).isLoss()).isTrue();
        assertThat(Difference.of(one, one).isWin()).isFalse();
    }
}
