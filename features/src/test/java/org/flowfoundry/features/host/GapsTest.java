package org.flowfoundry.features.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GapsTest {

    @Property(tries = 200)
    void stretchesMergeIntoTheWhole(
            @ForAll @Size(min = 2, max = 200) List<@LongRange(min = 0, max = 600_000_000) Long> times,
            @ForAll @Size(max = 8) List<@IntRange(max = 200) Integer> cuts) {
        long[] starts = times.stream().mapToLong(Long::longValue).sorted().toArray();
        Gaps merged = new Gaps();
        int from = 0;
        int[] ends = IntStream.concat(
                        cuts.stream().mapToInt(Integer::intValue).filter(cut -> cut < starts.length),
                        IntStream.of(starts.length))
                .sorted()
                .toArray();
        for (int end : ends) {
            Gaps stretch = new Gaps();
            for (; from < end; from++) {
                stretch.add(starts[from]);
            }
            merged.append(copy(stretch));
        }
        double[] gaps = IntStream.range(1, starts.length)
                .mapToDouble(i -> (starts[i] - starts[i - 1]) / 1e6)
                .toArray();
        assertThat(merged.starts()).isEqualTo(starts.length);
        assertThat(merged.moments().mean())
                .isCloseTo(DoubleStream.of(gaps).average().orElseThrow(), within(1e-6));
        assertThat(merged.moments().deviation()).isCloseTo(Naive.deviation(gaps), within(1e-6));
        assertThat(merged.moments().least())
                .isEqualTo(DoubleStream.of(gaps).min().orElseThrow());
        assertThat(merged.moments().greatest())
                .isEqualTo(DoubleStream.of(gaps).max().orElseThrow());
    }

    @Test
    void oneStartHasNoGap() {
        Gaps gaps = new Gaps();
        gaps.add(5);
        assertThat(gaps.moments().mean()).isNull();
        assertThat(gaps.moments().deviation()).isNull();
        assertThat(gaps.moments().variation()).isNull();
    }

    private static Gaps copy(Gaps gaps) {
        Output out = new Output(64, -1);
        gaps.write(out);
        return Gaps.read(new Input(out.toBytes()));
    }
}
