package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FeatureSummaryTest {

    private static final SeriesFeature BYTES = new SeriesFeature("bytes_out", SeriesFeature.Scale.LOG);

    @Property
    void anySampleMakesBinsThatHoldItsValues(
            @ForAll @NotEmpty @Size(max = 300) double[] numbers, @ForAll @IntRange(min = 4, max = 40) int bins) {
        double[] sample = Arrays.stream(numbers)
                .map(number -> Double.isFinite(number) ? Math.abs(number) % 1e15 : 1)
                .map(number -> Math.max(number, 1e-6))
                .sorted()
                .toArray();
        int count = sample.length;
        FeatureBins fitted =
                new FeatureSummary(BYTES, count, count, 0, sample[0], sample[count - 1], sample).bins(bins);
        assertThat(fitted.used()).isLessThanOrEqualTo(bins);
        for (double value : sample) {
            float transformed = BYTES.scale().apply(value);
            int bin = fitted.bin(transformed);
            assertThat(fitted.edges()[bin - 2]).isLessThanOrEqualTo(transformed);
            assertThat(fitted.tops()[bin - 2]).isGreaterThanOrEqualTo(transformed);
            assertThat(fitted.bin(fitted.value(bin))).isEqualTo(bin);
        }
    }

    @Property
    void aRareValueThatTheSampleMissedHasItsBin(@ForAll @DoubleRange(min = .01, max = 1e12) double value) {
        FeatureBins fitted = new FeatureSummary(BYTES, 10_000_000, 10_000_000, 9_999_999, value, value, null).bins(32);
        assertThat(fitted.used()).isEqualTo(3);
        assertThat(fitted.value(2)).isEqualTo(BYTES.scale().apply(value));
    }

    @Test
    void whatIsAlwaysTheSameIsSaid() {
        assertThat(summary(10, 0, 0, Double.NaN).constant()).isEqualTo("is null in all windows");
        assertThat(summary(10, 7, 7, Double.NaN).constant()).isEqualTo("is 0 in all windows");
        assertThat(summary(10, 10, 0, 3).constant()).isEqualTo("is 3.0 in all windows");
        assertThat(summary(10, 9, 0, 3).constant()).isNull();
    }

    private static FeatureSummary summary(long windows, long known, long zeros, double value) {
        return new FeatureSummary(BYTES, windows, known, zeros, value, value, null);
    }
}
