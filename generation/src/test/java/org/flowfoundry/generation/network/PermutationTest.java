package org.flowfoundry.generation.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 16, 17, 1_000, 4_097})
    void eachNumberComesOnce(long n) {
        long[] places = LongStream.range(0, n)
                .map(i -> Permutation.of(i, n, 7))
                .sorted()
                .toArray();
        assertThat(places).containsExactly(LongStream.range(0, n).toArray());
    }

    @Test
    void keysAreOrdersOfTheirOwn() {
        long same = LongStream.range(0, 1_000)
                .filter(i -> Permutation.of(i, 1_000, 7) == Permutation.of(i, 1_000, 8))
                .count();
        assertThat(same).isLessThan(10);
        long kept = LongStream.range(0, 1_000)
                .filter(i -> Permutation.of(i, 1_000, 7) == i)
                .count();
        assertThat(kept).isLessThan(10);
    }

    @Test
    void largeNumbersNeedNoTable() {
        long n = 3L << 40;
        assertThat(Permutation.of(n - 1, n, 7)).isBetween(0L, n - 1);
        assertThat(Permutation.of(n - 1, n, 7)).isNotEqualTo(Permutation.of(n - 2, n, 7));
    }
}
