package org.flowfoundry.training.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.adapt.FinetuneOptions.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinetuneOptionsTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_001, 1_000_000})
    void shotsLieInTheirRange(int shots) {
        assertThatThrownBy(() -> options(shots))
                .isInstanceOf(UsageException.class)
                .hasMessage("--shots is " + shots + ", but must lie between 1 and 10000.");
    }

    @Test
    void allIsNoNumber() {
        assertThat(options(Shots.ALL).shots()).isEqualTo(Shots.ALL);
        assertThat(options(Shots.MOST).shots()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aTaskHasAName(String name) {
        assertThatThrownBy(() -> Task.named(name))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "The task has no name: give --task ddos, scan, anomaly or congestion, or a column of the file"
                                + " that --labels names.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1.1, Double.NaN})
    void thePriorIsAShare(double prior) {
        assertThatThrownBy(() -> options(5).withPrior(prior))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'prior' is " + prior + ", but it must lie between 0 (off) and 1");
    }

    @Test
    void thePriorIsTheLabelsToSayUnlessGiven() {
        assertThat(options(5).recipe().exponent()).isEmpty();
        assertThat(options(5).withPrior(0).recipe().exponent()).hasValue(0);
    }

    private static FinetuneOptions options(int shots) {
        return FinetuneOptions.of(
                "lake", "base", "name", Task.named("ddos"), null, PartitionRange.ALL, shots, Mode.HEAD, 1);
    }
}
