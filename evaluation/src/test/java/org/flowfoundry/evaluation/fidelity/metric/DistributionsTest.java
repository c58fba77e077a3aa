package org.flowfoundry.evaluation.fidelity.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DistributionsTest {

    @Test
    void jensenShannonIsZeroOfTheSameAndOneOfWhatHasNothingInCommon() {
        assertThat(Distributions.jensenShannon(Map.of("a", 2L, "b", 6L), Map.of("a", 1L, "b", 3L)))
                .isEqualTo(0, within(1e-12));
        assertThat(Distributions.jensenShannon(Map.of("a", 5L), Map.of("b", 1L)))
                .isEqualTo(1, within(1e-12));
    }

    /** H(3/4, 1/4) - (H(1, 0) + H(1/2, 1/2)) / 2 = 0.811278 - 0.5 bits. */
    @Test
    void jensenShannonIsTheEntropyOfTheMixLessTheMeanEntropy() {
        assertThat(Distributions.jensenShannon(Map.of("a", 4L), Map.of("a", 1L, "b", 1L)))
                .isEqualTo(0.311278, within(1e-6));
    }

    @Test
    void wassersteinIsTheWayThatMassHasToGo() {
        Scale asIs = new Scale(0, Math.log(2));
        // log2(1 + x): 0, 1 and 1, 2: each goes one further; then a quarter goes two.
        assertThat(Distributions.wasserstein(new double[] {0, 1}, new double[] {1, 3}, asIs))
                .isEqualTo(1, within(1e-12));
        assertThat(Distributions.wasserstein(new double[] {0}, new double[] {0, 0, 3, 0}, asIs))
                .isEqualTo(0.5, within(1e-12));
    }

    @Test
    void absentNumbersAreLeftOut() {
        Scale asIs = new Scale(0, 1);
        double[] none = {Double.NaN};
        assertThat(Distributions.wasserstein(new double[] {4, Double.NaN}, new double[] {4}, asIs))
                .isZero();
        assertThat(Distributions.wasserstein(none, new double[] {4}, asIs)).isEqualTo(1);
        assertThat(Distributions.wasserstein(none, none, asIs)).isNaN();
    }

    @Test
    void aScaleSpansTheTrainingPart() {
        Scale scale = Scale.of(new double[] {0, Double.NaN, 99, 9});
        assertThat(scale.at(0)).isZero();
        assertThat(scale.at(99)).isEqualTo(1, within(1e-12));
        assertThat(scale.at(9)).isEqualTo(0.5, within(1e-12));
        assertThat(scale.value(scale.at(37))).isEqualTo(37, within(1e-9));
        assertThat(Scale.of(new double[] {-5, -5}).at(-5)).isZero();
    }
}
