package org.flowfoundry.training.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassBalanceTest {

    private final int[] labels = {0, 0, 0, 2};

    @Test
    void classesThatHaveRowsCountEqually() {
        assertThat(ClassBalance.ofClasses(labels, 3)).containsExactly(2 / 3f, 0, 2);
    }

    @Test
    void theMeanRowCountsAsOne() {
        assertThat(ClassBalance.ofRows(labels, 3)).containsExactly(2 / 3f, 2 / 3f, 2 / 3f, 2);
    }
}
