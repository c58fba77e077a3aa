package org.flowfoundry.etl.simulate.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    @Test
    void isSplitMix64() {
        // The reference generator's first values for the seed 1234567 (Vigna's splitmix64.c).
        RandomStream random = new RandomStream(1234567);
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("3203168211198807973");
    }

    @Test
    void childrenDoNotDependOnWhatWasRead() {
        RandomStream read = new RandomStream(7);
        read.nextLong();
        assertThat(read.child("a").nextLong())
                .isEqualTo(new RandomStream(7).child("a").nextLong());
        assertThat(read.child("a").nextLong()).isNotEqualTo(read.child("b").nextLong());
        assertThat(read.child(1).nextLong()).isNotEqualTo(read.child(2).nextLong());
    }

    @Property(tries = 200)
    void binomialStaysWithinItsTrials(
            @ForAll long seed,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long trials,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double probability) {
        assertThat(new RandomStream(seed).binomial(trials, probability)).isBetween(0L, trials);
    }

    @Test
    void meansAreAsTold() {
        assertThat(mean(random -> random.poisson(3.5))).isCloseTo(3.5, within(0.1));
        assertThat(mean(random -> random.poisson(400))).isCloseTo(400, within(2.0));
        assertThat(mean(random -> random.binomial(50, 0.01))).isCloseTo(0.5, within(0.05));
        assertThat(mean(random -> random.binomial(100_000, 0.01))).isCloseTo(1000, within(3.0));
        assertThat(mean(random -> random.exponential(5))).isCloseTo(5, within(0.2));
        assertThat(mean(RandomStream::gaussian)).isCloseTo(0, within(0.05));
        assertThat(mean(random -> random.nextInt(11))).isCloseTo(5, within(0.15));
    }

    private static double mean(ToDoubleFunction<RandomStream> draw) {
        RandomStream random = new RandomStream(11);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += draw.applyAsDouble(random);
        }
        return sum / 20_000;
    }

    @Test
    void zipfPrefersTheFirst() {
        ZipfRanks ranks = new ZipfRanks(100, 1);
        RandomStream random = new RandomStream(3);
        int[] counts = new int[100];
        for (int i = 0; i < 50_000; i++) {
            counts[ranks.pick(random)]++;
        }
        assertThat((double) counts[0] / counts[9]).isCloseTo(10, within(1.5));
        assertThat(counts[99]).isPositive();
    }
}
