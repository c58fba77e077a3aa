package org.flowfoundry.generation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesCodecTest {

    private static final int LARGEST_PACKET = 65_535;

    private static final SeriesCodec CODEC = new SeriesCodec(
            List.of(
                    new SeriesChannel("length", Scale.linear(LARGEST_PACKET)),
                    new SeriesChannel("direction", Scale.linear(1)),
                    new SeriesChannel("interval", Scale.logarithmic(100_000))),
            10);

    @Property(tries = 300)
    void wholeNumbersComeBackExactly(
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 0, max = LARGEST_PACKET) Integer> lengths) {
        int steps = lengths.size();
        double[][] values = new double[3][steps];
        for (int i = 0; i < steps; i++) {
            values[0][i] = lengths.get(i);
            values[1][i] = lengths.get(i) % 2;
            values[2][i] = lengths.get(i);
        }
        TrafficSeries series = new TrafficSeries("any", values);
        assertThat(CODEC.series("any", CODEC.fields(series), steps).values()).isDeepEqualTo(values);
        SeriesCodec.Decoded nearest = CODEC.nearest("any", CODEC.fields(series), steps);
        assertThat(nearest.residual()).isLessThan(1e-4);
    }

    /** The inverse is asked to be good to 0.01 byte before it is rounded. */
    @Test
    void everyLengthIsWithinAHundredthOfAByte() {
        for (int length = 0; length <= LARGEST_PACKET; length++) {
            double x = 0.25 + 0.75 * length / LARGEST_PACKET;
            double back = (GramianField.series(GramianField.of(new double[] {x}))[0] - 0.25) / 0.75 * LARGEST_PACKET;
            assertThat(Math.abs(back - length)).isLessThanOrEqualTo(0.01);
        }
    }

    /** What NetDiffus does: the field as an image of 256 shades, of lengths of 0 to 1460. */
    @Test
    void imagesOf8BitsLoseBytesThatFloatsKeep() {
        SplittableRandom random = new SplittableRandom(1);
        double lost = 0;
        int wrong = 0;
        int packets = 10_000;
        for (int i = 0; i < packets; i++) {
            double length = random.nextInt(1, 1461);
            double diagonal = 2 * (length / 1460) * (length / 1460) - 1;
            double shade = Math.rint((diagonal + 1) / 2 * 255);
            double back = 1460 * Math.sqrt(shade / 255);
            lost += Math.abs(back - length);
            wrong += Math.abs(back - length) >= 1 ? 1 : 0;
        }
        assertThat(lost / packets).isGreaterThan(2);
        assertThat((double) wrong / packets).isGreaterThan(0.4);
    }

    @Test
    void whatASeriesDoesNotHaveIsZero() {
        TrafficSeries series = new TrafficSeries("any", new double[][] {{9, 9}, {1, 0}, {5, 5}});
        float[] fields = CODEC.fields(series);
        float[] places = CODEC.places(series);
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < 10; i++) {
                assertThat(places[channel * 10 + i] != 0).isEqualTo(i < 2);
                for (int j = 0; j < 10; j++) {
                    assertThat(fields[(channel * 10 + i) * 10 + j] != 0).isEqualTo(i < 2 && j < 2);
                }
            }
        }
        assertThat(CODEC.ofPlaces("any", places, 2).values()).isDeepEqualTo(series.values());
    }

    @Test
    void levelsAreAsLongAsTheyAreFrequent() {
        Scale scale = Scale.levels(Map.of(64.0, 900L, 517.0, 90L, 1448.0, 10L));
        assertThat(scale.edges()[1]).isBetween(0.85, 0.9);
        assertThat(scale.value(0.5)).isEqualTo(64);
        assertThat(scale.value(0.9)).isEqualTo(517);
        assertThat(scale.value(1)).isEqualTo(1448);
        assertThat(scale.value(scale.place(1000))).isEqualTo(1448);
        assertThat(scale.value(scale.place(10))).isEqualTo(64);
    }

    @Property(tries = 50)
    void levelsComeBackThroughAField(@ForAll @IntRange(min = 1, max = 1500) int levels, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Double, Long> counts = new HashMap<>();
        for (int i = 0; i < levels; i++) {
            counts.put((double) random.nextInt(100_000), 1L + random.nextInt(10_000));
        }
        SeriesCodec codec = new SeriesCodec(List.of(new SeriesChannel("length", Scale.levels(counts))), 10);
        double[][] values = {
            counts.keySet().stream().limit(10).mapToDouble(Double::doubleValue).toArray()
        };
        float[] fields = codec.fields(new TrafficSeries("any", values));
        assertThat(codec.series("any", fields, values[0].length).values()).isDeepEqualTo(values);
    }

    @Test
    void scalesAreChecked() {
        assertThatThrownBy(() -> new Scale(Scale.Form.LEVELS, 1, new double[] {1, 1}, new double[] {0, 0.5, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("levels and edges of a scale ascend");
        assertThatThrownBy(() -> new SeriesCodec(List.of(), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a codec of 0 channels and 10 steps");
    }
}
