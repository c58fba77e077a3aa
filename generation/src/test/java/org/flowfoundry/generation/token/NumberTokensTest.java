package org.flowfoundry.generation.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordField.Kind;
import org.junit.jupiter.api.Test;

class NumberTokensTest {

    private static final double[] NOTHING_TOLD = {};
    private final SplittableRandom random = new SplittableRandom(5);

    private static NumberTokens fit(double[] values) {
        return NumberTokens.fit(
                new RecordField("duration_ms", Kind.NUMBER, 0), values, List.of(), new boolean[values.length]);
    }

    /** Numbers as they come back. */
    private double[] back(NumberTokens tokens, double[] values) {
        return Arrays.stream(values)
                .map(value -> {
                    int token = tokens.token(value, NOTHING_TOLD);
                    return tokens.decode(token, tokens.place(value, token), random);
                })
                .toArray();
    }

    private static Map<Double, Integer> counts(double[] values) {
        Map<Double, Integer> counts = new HashMap<>();
        Arrays.stream(values).forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    /** A timer ticks every 16 ms: half of all durations are ticks, and none of those is frequent by itself. */
    @Test
    void ticksOfTimersHavePlacesOfTheirOwn() {
        double[] values = new double[12_000];
        Arrays.setAll(values, i -> i % 2 == 0 ? 16 * (1 + random.nextInt(700)) : random.nextInt(11_200));
        NumberTokens tokens = fit(values);
        assertThat(tokens.frequent()).isEmpty();
        double[] back = back(tokens, values);
        int exact = 0;
        for (int i = 0; i < values.length; i += 2) {
            exact += back[i] == values[i] ? 1 : 0;
        }
        assertThat(exact / (values.length / 2.0)).isGreaterThan(0.95);
        assertThat(counts(back).size()).isCloseTo(counts(values).size(), withinPercentage(25));
    }

    @Test
    void multiplesStayMultiples() {
        double[] values = new double[4_000];
        Arrays.setAll(values, i -> 8_000.0 * (1 + random.nextInt(1_000_000)));
        NumberTokens tokens = fit(values);
        assertThat(tokens.steps()).containsOnly(8_000);
        assertThat(Arrays.stream(back(tokens, values))).allMatch(value -> value % 8_000 == 0);
    }

    @Test
    void whatOneIn400HasIsAToken() {
        double[] values = new double[4_000];
        Arrays.setAll(values, i -> i < 40 ? 7 : i < 45 ? 9 : 1_000 + random.nextInt(1_000_000));
        assertThat(fit(values).frequent()).containsExactly(7);
    }

    @Test
    void placesAreAsLikelyAsTheyWereSeen() {
        double[] values = new double[4_000];
        Arrays.setAll(values, i -> random.nextInt(100_000));
        NumberTokens tokens = fit(values);
        float[] logits = tokens.placeLogits();
        int places = tokens.slots()[1];
        assertThat(logits).hasSize(tokens.slots()[0] * places);
        for (int token = 0; token < tokens.slots()[0]; token++) {
            double sum = 0;
            for (int place = 0; place < places; place++) {
                sum += Math.exp(logits[token * places + place]);
            }
            assertThat(sum).isBetween(0.99, 1.02);
        }
    }
}
