package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesEncoderTest {

    private static final SeriesFeature FLOWS = new SeriesFeature("flows", SeriesFeature.Scale.LOG);

    /** Counts of 1, of 2, and from 3 to 9. */
    private static final FeatureBins COUNTS = new FeatureBins(
            FLOWS,
            new float[] {1, 2, 3, 9.5f},
            new float[] {1, 2, 5},
            new float[] {1, 2, 6},
            new float[] {1, 2, 9},
            new float[] {.1f, .2f, .3f, .2f, .2f});

    private final SeriesEncoder encoder = new SeriesEncoder(
            300, "first", 6, List.of(COUNTS), new int[] {1, 2, 10}, new int[] {1, 4, 12}, new float[] {.5f, .3f, .2f});

    @Test
    void missingZeroAndValuesBeyondTheEdgesHaveTheirBins() {
        assertThat(encoder.bin(0, Float.NaN)).isEqualTo(SeriesEncoder.MISSING);
        assertThat(encoder.bin(0, 0)).isEqualTo(SeriesEncoder.ZERO);
        assertThat(new int[] {encoder.bin(0, .5f), encoder.bin(0, 1), encoder.bin(0, 1.99f), encoder.bin(0, 2)})
                .containsExactly(2, 2, 2, 3);
        assertThat(encoder.bin(0, 3)).isEqualTo(4);
        assertThat(encoder.bin(0, 1e30f)).isEqualTo(4);
        assertThat(encoder.binsUsed(0)).isEqualTo(5);
        assertThat(encoder.value(0, 4)).isEqualTo(5);
        assertThat(encoder.value(0, SeriesEncoder.MISSING)).isNaN();
    }

    @Test
    void elapsedCountsAreBinnedFromOne() {
        assertThat(new int[] {encoder.elapsedBin(0), encoder.elapsedBin(1), encoder.elapsedBin(2)})
                .containsExactly(0, 1, 2);
        assertThat(new int[] {encoder.elapsedBin(9), encoder.elapsedBin(10), encoder.elapsedBin(Integer.MAX_VALUE)})
                .containsExactly(2, 3, 3);
        assertThat(encoder.elapsedBins()).isEqualTo(4);
        assertThat(encoder.elapsedValue(3)).isEqualTo(12);
    }

    @Test
    void quantilesOfSmallCountsAreThoseCounts() {
        float[] probabilities = {.5f, .1f, .2f, .1f, .1f, 0};
        assertThat(encoder.quantile(0, probabilities, .1)).isZero();
        assertThat(encoder.quantile(0, probabilities, .5)).isEqualTo(1);
        assertThat(encoder.quantile(0, probabilities, .7)).isEqualTo(2);
        assertThat(encoder.quantile(0, probabilities, .9)).isCloseTo(5, within(1e-5f));
        assertThat(encoder.quantile(0, probabilities, 1)).isCloseTo(9, within(1e-5f));
        assertThat(encoder.mean(0, probabilities)).isCloseTo((.2f + .2f + .6f) / .5f, within(1e-6f));
    }

    @Test
    void nothingIsKnownWhereAllProbabilityIsOnMissing() {
        float[] probabilities = {1, 0, 0, 0, 0, 0};
        assertThat(encoder.quantile(0, probabilities, .5)).isNaN();
        assertThat(encoder.mean(0, probabilities)).isNaN();
    }

    @Property
    void aValueAndWhatItsBinGivesBackAreInOneBin(@ForAll @FloatRange(min = 0, max = 12) float value) {
        SeriesEncoder even = SampleEncoders.even(1, 10);
        int bin = even.bin(0, value);
        assertThat(even.bin(0, even.value(0, bin))).isEqualTo(bin);
        assertThat(Math.abs(even.value(0, bin) - Math.min(value, 8))).isLessThanOrEqualTo(.5f);
    }

    @Property
    void quantilesIncrease(
            @ForAll @Size(10) float[] weights,
            @ForAll @DoubleRange(min = 0, max = 1) double a,
            @ForAll @DoubleRange(min = 0, max = 1) double b) {
        SeriesEncoder even = SampleEncoders.even(1, 10);
        float[] probabilities = new float[10];
        for (int i = 0; i < 10; i++) {
            probabilities[i] = Float.isFinite(weights[i]) ? Math.abs(weights[i] % 1) : 1;
        }
        float low = even.quantile(0, probabilities, Math.min(a, b));
        float high = even.quantile(0, probabilities, Math.max(a, b));
        assertThat(Float.isNaN(low) || low <= high).isTrue();
    }

    @Property
    void elapsedBinsHoldTheirCounts(@ForAll @IntRange(min = 1) int elapsed) {
        int bin = encoder.elapsedBin(elapsed);
        assertThat(encoder.elapsedEdges()[bin - 1]).isLessThanOrEqualTo(elapsed);
        assertThat(bin == 3 || elapsed < encoder.elapsedEdges()[bin]).isTrue();
    }

    @Test
    void binsThatContradictThemselvesAreRefused() {
        assertThatThrownBy(() -> new FeatureBins(
                        FLOWS, new float[] {2, 1}, new float[] {1}, new float[] {1}, new float[] {1}, new float[] {
                            0, 0, 1
                        }))
                .hasMessage("feature 'flows' has edges that do not increase");
        assertThatThrownBy(() -> new SeriesEncoder(
                        300, "first", 4, List.of(COUNTS), new int[] {1}, new int[] {1}, new float[] {1}))
                .hasMessage("feature 'flows' has more than 4 bins");
        assertThatThrownBy(() -> new SeriesEncoder(
                        300, "first", 6, List.of(COUNTS, COUNTS), new int[] {1}, new int[] {1}, new float[] {1}))
                .hasMessage("a feature is there twice");
        assertThatThrownBy(() -> new SeriesEncoder(
                        7, "first", 6, List.of(COUNTS), new int[] {1}, new int[] {1}, new float[] {1}))
                .hasMessage("windowSeconds must divide a day");
    }
}
