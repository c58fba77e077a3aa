package org.flowfoundry.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurpriseTableTest {

    @Test
    void tellsTheShareOfValidationWindowsThatSurpriseLess() {
        SurpriseTable table = SurpriseTable.of(
                IntStream.rangeClosed(0, 5000).mapToDouble(i -> 5000 - i).toArray());
        assertThat(table.share(-1)).isZero();
        assertThat(table.share(6000)).isEqualTo(1);
        assertThat(table.share(2500)).isCloseTo(0.5, within(1e-3));
        assertThat(table.share(4997.5)).isCloseTo(0.9995, within(1e-4));
    }

    @Test
    void equalSurprisesAreInTheMiddleOfTheirs() {
        SurpriseTable table = SurpriseTable.of(new double[] {1, 2, 2, 2, 2, 2, 2, 2, 2, 3});
        assertThat(table.share(2)).isCloseTo(0.5, within(0.01));
        assertThat(SurpriseTable.of(new double[] {4}).share(4)).isEqualTo(0.5);
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThatThrownBy(() -> new SurpriseTable(new double[] {2, 1})).hasMessageContaining("must not decrease");
        assertThatThrownBy(() -> new SurpriseTable(new double[] {1, Double.NaN}))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> new SurpriseTable(new double[] {1})).hasMessageContaining("must be 2 to");
    }
}
