package org.flowfoundry.evaluation.fidelity.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AucTest {

    @Test
    void countsPairsThatAreInOrder() {
        // Of six pairs four are in order, one is tied.
        assertThat(Auc.of(new double[] {3, 1}, new double[] {0, 1, 2})).isEqualTo(4.5 / 6);
        assertThat(Auc.of(new double[] {5}, new double[] {5, 5})).isEqualTo(0.5);
        assertThat(Auc.of(new double[] {}, new double[] {5})).isNaN();
    }
}
