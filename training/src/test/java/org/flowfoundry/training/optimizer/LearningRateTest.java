package org.flowfoundry.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LearningRateTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @Test
    void warmsUpThenFallsToItsLowest() {
        LearningRate rate = new LearningRate(0.1, 10, 111, 0.1);

        assertThat(rate.at(0)).isEqualTo(0.01, EXACT);
        assertThat(rate.at(9)).isEqualTo(0.1, EXACT);
        assertThat(rate.at(10)).isEqualTo(0.1, EXACT);
        assertThat(rate.at(60)).isEqualTo(0.055, EXACT);
        assertThat(rate.at(110)).isEqualTo(0.01, EXACT);
        assertThat(rate.at(500)).isEqualTo(0.01, EXACT);
    }

    @Test
    void needsNoWarmUp() {
        assertThat(new LearningRate(0.1, 0, 1, 1).at(0)).isEqualTo(0.1, EXACT);
        assertThat(new LearningRate(0.1, 0, 2, 0).at(1)).isEqualTo(0, EXACT);
    }
}
