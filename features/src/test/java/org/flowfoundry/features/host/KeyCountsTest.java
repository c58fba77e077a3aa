package org.flowfoundry.features.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyCountsTest {

    private static final int KEYS = 50_000;

    @Property(tries = 200)
    void isExactForFewKeysHoweverMerged(
            @ForAll @Size(max = 300) List<@LongRange(min = 0, max = 20) Long> first,
            @ForAll @Size(max = 300) List<@LongRange(min = 10, max = 40) Long> second) {
        KeyCounts merged = copy(of(first));
        merged.append(copy(of(second)));
        long[] all = LongStream.concat(
                        first.stream().mapToLong(Long::longValue),
                        second.stream().mapToLong(Long::longValue))
                .toArray();
        assertThat(merged.total()).isEqualTo(all.length);
        assertThat(merged.distinct()).isEqualTo(Naive.distinct(all));
        if (all.length == 0) {
            assertThat(merged.entropy()).isNull();
            assertThat(merged.topShare()).isNull();
        } else {
            assertThat(merged.entropy()).isCloseTo(Naive.entropy(all), within(1e-9));
            assertThat(merged.topShare()).isCloseTo(Naive.topShare(all), within(1e-12));
        }
    }

    @Test
    void estimatesManyEvenKeysInBoundedBytes() {
        KeyCounts[] parts = {new KeyCounts(), new KeyCounts(), new KeyCounts()};
        for (long key = 0; key < 3L * KEYS; key++) {
            parts[(int) (key % 3)].add(key % KEYS);
        }
        KeyCounts merged = new KeyCounts();
        for (KeyCounts part : parts) {
            merged.append(copy(part));
        }
        assertThat((double) merged.distinct()).isCloseTo(KEYS, within(0.06 * KEYS));
        assertThat(merged.entropy()).isCloseTo(Math.log(KEYS) / Math.log(2), within(0.2));
        assertThat(bytes(merged).length).isLessThan(220_000);
        assertThat(merged.distinctSketch().length).isLessThan(4_200);
    }

    @Test
    void estimatesTheEntropyOfHeavyTailedKeys() {
        Random random = new Random(7);
        KeyCounts counts = new KeyCounts();
        long[] keys = random.doubles(200_000)
                .mapToLong(u -> (long) Math.exp(u * Math.log(KEYS)))
                .toArray();
        for (long key : keys) {
            counts.add(key);
        }
        assertThat(counts.entropy()).isCloseTo(Naive.entropy(keys), within(0.05 * Naive.entropy(keys)));
        assertThat(counts.topShare()).isCloseTo(Naive.topShare(keys), within(0.01));
    }

    @Test
    void oneKeyHasNoEntropy() {
        KeyCounts counts = of(List.of(5L, 5L, 5L));
        assertThat(counts.entropy()).isZero();
        assertThat(counts.topShare()).isEqualTo(1);
    }

    private static KeyCounts of(List<Long> keys) {
        KeyCounts counts = new KeyCounts();
        keys.forEach(counts::add);
        return counts;
    }

    private static KeyCounts copy(KeyCounts counts) {
        return KeyCounts.read(new Input(bytes(counts)));
    }

    private static byte[] bytes(KeyCounts counts) {
        Output out = new Output(64, -1);
        counts.write(out);
        return out.toBytes();
    }
}
