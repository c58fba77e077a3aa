package org.flowfoundry.training.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EdgesTest {

    @Property(tries = 50)
    void reversedEdgesAreTheSameOnes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int flows) {
        SplittableRandom random = new SplittableRandom(seed);
        int hosts = 7;
        int[] host = random.ints(flows, -1, hosts).toArray();
        Edges toHosts = Edges.single(host, hosts).reversed();
        assertThat(toHosts.to()).isSorted().hasSize(toHosts.count());
        for (int e = 0; e < toHosts.count(); e++) {
            assertThat(host[toHosts.from()[e]]).isEqualTo(toHosts.to()[e]);
        }
        assertThat(toHosts.from())
                .containsExactlyInAnyOrder(
                        IntStream.range(0, flows).filter(i -> host[i] >= 0).toArray());
        float[] sums = new float[hosts];
        for (int e = 0; e < toHosts.count(); e++) {
            sums[toHosts.to()[e]] += toHosts.shares()[e];
        }
        for (int i = 0; i < hosts; i++) {
            int number = i;
            boolean any = Arrays.stream(host).anyMatch(h -> h == number);
            assertThat(sums[i]).isCloseTo(any ? 1 : 0, within(1e-5f));
        }
    }

    @Property(tries = 50)
    void theGreatestOfEachColumnIsFound(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int flows) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] host = random.ints(flows, 0, 4).toArray();
        Edges edges = Edges.single(host, 4).reversed();
        float[] values = new float[flows * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble() - 2;
        }
        int[] chosen = edges.greatest(values, 2);
        for (int i = 0; i < 8; i++) {
            int number = i / 2;
            int column = i % 2;
            IntStream own = IntStream.range(0, flows).filter(flow -> host[flow] == number);
            double greatest =
                    own.mapToDouble(flow -> values[flow * 2 + column]).max().orElse(values[column]);
            assertThat((double) values[chosen[i] * 2 + column]).isEqualTo(greatest);
        }
    }
}
