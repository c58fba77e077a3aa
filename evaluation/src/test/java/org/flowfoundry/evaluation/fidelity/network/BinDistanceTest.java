package org.flowfoundry.evaluation.fidelity.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BinDistanceTest {

    @Test
    void sizesAreApartByHowOftenTheyDouble() {
        assertThat(distance(Distribution.OUT_DEGREE, Map.of(0, 5L), Map.of(16, 3L)))
                .isEqualTo(2, within(1e-12));
        assertThat(distance(Distribution.OUT_DEGREE, Map.of(0, 1L, 16, 1L), Map.of(0, 2L)))
                .isEqualTo(1, within(1e-12));
        assertThat(distance(Distribution.IN_DEGREE, Map.of(3, 1L, 9, 2L), Map.of(3, 10L, 9, 20L)))
                .isEqualTo(0, within(1e-12));
    }

    @Test
    void hoursComeRound() {
        assertThat(distance(Distribution.HOUR, Map.of(23, 1L), Map.of(1, 1L))).isEqualTo(2, within(1e-12));
        assertThat(distance(Distribution.HOUR, Map.of(3, 1L), Map.of(15, 1L))).isEqualTo(12, within(1e-12));
    }

    @Test
    void correlationsMayBeNegative() {
        assertThat(distance(Distribution.AUTOCORRELATION, Map.of(-10, 1L), Map.of(10, 1L)))
                .isEqualTo(1, within(1e-12));
    }

    private static double distance(Distribution distribution, Map<Integer, Long> some, Map<Integer, Long> others) {
        double distance = BinDistance.of(distribution, some, others);
        assertThat(BinDistance.of(distribution, others, some)).isEqualTo(distance, within(1e-12));
        return distance;
    }
}
