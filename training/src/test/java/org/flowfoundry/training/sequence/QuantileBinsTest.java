package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.flowfoundry.training.sequence.QuantileBins.Run;
import org.junit.jupiter.api.Test;

class QuantileBinsTest {

    @Test
    void aHeavyValueHasItsOwnBinAndTheOthersShareTheRest() {
        double[] sample = {1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5};
        assertThat(QuantileBins.of(sample, 3)).containsExactly(new Run(0, 8), new Run(8, 10), new Run(10, 12));
    }

    @Property
    void binsCoverTheSampleAndKeepTiesTogether(
            @ForAll @NotEmpty @Size(max = 200) int[] values, @ForAll @IntRange(min = 1, max = 20) int most) {
        double[] sample =
                Arrays.stream(values).mapToDouble(value -> value % 50).sorted().toArray();
        List<Run> bins = QuantileBins.of(sample, most);
        long distinct = Arrays.stream(sample).distinct().count();
        assertThat(bins.size()).isLessThanOrEqualTo(most);
        assertThat(distinct > most || bins.size() == distinct).isTrue();
        int at = 0;
        for (Run bin : bins) {
            assertThat(bin.from()).isEqualTo(at);
            assertThat(bin.middle()).isBetween(bin.from(), bin.to() - 1);
            assertThat(at == 0 || sample[at] > sample[at - 1]).isTrue();
            at = bin.to();
        }
        assertThat(at).isEqualTo(sample.length);
    }
}
