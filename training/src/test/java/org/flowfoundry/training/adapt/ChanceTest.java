package org.flowfoundry.training.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChanceTest {

    @Test
    void ofManyHostsItIsLittleAboveTheShareAndOfFewMuch() {
        double ofMany = level(2_000, 1);
        double ofFew = level(10, 200);
        assertThat(ofMany).isBetween(0.1, 0.14);
        assertThat(ofFew).isGreaterThan(ofMany);
        assertThat(level(2_000, 1)).isEqualTo(ofMany);
    }

    /** Every tenth host's windows are looked for. */
    private static double level(int hosts, int windows) {
        List<String> names = IntStream.range(0, hosts * windows)
                .mapToObj(i -> "host " + i % hosts)
                .toList();
        int[] labels = IntStream.range(0, hosts * windows)
                .map(i -> i % hosts % 10 == 0 ? 1 : 0)
                .toArray();
        return Chance.precision(names, labels);
    }
}
