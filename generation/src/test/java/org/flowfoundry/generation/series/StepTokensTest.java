package org.flowfoundry.generation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.generation.diffusion.MaskedSampler;
import org.junit.jupiter.api.Test;

class StepTokensTest {

    private static final List<String> CHANNELS = List.of("length", "interval");

    /** Of class a, one or two steps; of class b, three. Lengths are of few values, intervals of many. */
    private static List<TrafficSeries> series() {
        SplittableRandom random = new SplittableRandom(1);
        List<TrafficSeries> series = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int length = i % 2 == 0 ? 3 : 1 + i / 2 % 2;
            double[][] values = new double[2][length];
            for (int step = 0; step < length; step++) {
                values[0][step] = 60 + 100 * random.nextInt(5);
                values[1][step] = random.nextInt(2_000_000) / 2.0;
            }
            series.add(new TrafficSeries(i % 2 == 0 ? "b" : "a", values));
        }
        return series;
    }

    private static final StepTokens TOKENS = StepTokens.fit(List.of("a", "b"), CHANNELS, 3, series());

    @Test
    void frequentValuesComeBackAndOthersToTheirPlace() {
        List<TrafficSeries> real = series();
        List<TrafficSeries> back = TOKENS.decode(TOKENS.encode(real), new SplittableRandom(2));
        for (int i = 0; i < real.size(); i++) {
            assertThat(back.get(i).label()).isEqualTo(real.get(i).label());
            assertThat(back.get(i).values()[0]).isEqualTo(real.get(i).values()[0]);
            assertThat(back.get(i).length()).isEqualTo(real.get(i).length());
            for (int step = 0; step < back.get(i).length(); step++) {
                double value = back.get(i).values()[1][step];
                assertThat(Math.abs(value - real.get(i).values()[1][step])).isLessThan(25_000);
                // Of as many decimals as the series have.
                assertThat(value).isCloseTo(Math.rint(value * 10) / 10, within(1e-9));
            }
        }
    }

    @Test
    void behindTheEndNothingIsDrawnAndBeforeItEverything() {
        int[][] given = TOKENS.given(new int[] {0, 1}, new int[] {1, 3});
        int[][] encoded = TOKENS.encode(List.of(
                new TrafficSeries("a", new double[][] {{60}, {5}}),
                new TrafficSeries("b", new double[][] {{60, 60, 60}, {5, 5, 5}})));
        for (int row = 0; row < 2; row++) {
            int open = 0;
            for (int slot = 0; slot < given[row].length; slot++) {
                boolean isOpen = given[row][slot] == MaskedSampler.OPEN;
                open += isOpen ? 1 : 0;
                assertThat(isOpen || given[row][slot] == encoded[row][slot]).isTrue();
            }
            assertThat(open).isEqualTo((given[row].length - 2) * (row == 0 ? 1 : 3) / 3);
        }
    }

    /** As a network that knows little may. */
    @Test
    void noStepIsMissingWhateverIsDrawn() {
        int[][] tokens = TOKENS.given(new int[] {0, 1}, new int[] {2, 3});
        for (int[] row : tokens) {
            for (int slot = 0; slot < row.length; slot++) {
                row[slot] = Math.max(0, row[slot]);
            }
        }
        List<TrafficSeries> made = TOKENS.decode(tokens, new SplittableRandom(3));
        assertThat(made.get(0).length()).isEqualTo(2);
        assertThat(made.get(1).length()).isEqualTo(3);
        for (TrafficSeries one : made) {
            for (double[] values : one.values()) {
                assertThat(values).doesNotContain(Double.NaN);
            }
        }
    }

    @Test
    void shapesAreChecked() {
        assertThatThrownBy(() -> new StepTokens(TOKENS.codec(), 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("series of 3 channels and 3 steps need a class, a length, and as many fields");
    }
}
