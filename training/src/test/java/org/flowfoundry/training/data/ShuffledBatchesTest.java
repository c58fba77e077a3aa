package org.flowfoundry.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.flowfoundry.training.data.Batches.Position;
import org.junit.jupiter.api.Test;

class ShuffledBatchesTest {

    @Property
    void anEpochGivesEveryRowOnceButForTheRest(
            @ForAll @NotEmpty @Size(max = 12) List<@IntRange(min = 1, max = 9) Integer> groups,
            @ForAll @IntRange(min = 1, max = 10) int batchRows,
            @ForAll @IntRange(min = 1, max = 30) int buffer) {
        int total = groups.stream().mapToInt(Integer::intValue).sum();
        ShuffledBatches<Integer, List<Integer>> batches = batches(groups, batchRows, buffer, 1);
        List<Integer> seen = new ArrayList<>();
        for (long i = 0; i < batches.batchesPerEpoch(); i++) {
            seen.addAll(batches.next());
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(total - seen.size()).isLessThan(batchRows);
        assertThat(batches.position()).isEqualTo(new Position(0, batches.batchesPerEpoch()));
        batches.next();
        assertThat(batches.position()).isEqualTo(new Position(1, 1));
    }

    @Property
    void afterSeekItGoesOnAsIfItHadNeverStopped(
            @ForAll @NotEmpty @Size(max = 12) List<@IntRange(min = 1, max = 9) Integer> groups,
            @ForAll @IntRange(min = 1, max = 10) int batchRows,
            @ForAll @IntRange(min = 1, max = 30) int buffer,
            @ForAll @IntRange(min = 0, max = 40) int stop) {
        ShuffledBatches<Integer, List<Integer>> whole = batches(groups, batchRows, buffer, 7);
        for (int i = 0; i < stop; i++) {
            whole.next();
        }
        ShuffledBatches<Integer, List<Integer>> resumed = batches(groups, batchRows, buffer, 7);
        resumed.next();
        resumed.seek(whole.position());
        for (int i = 0; i < 20; i++) {
            assertThat(resumed.next()).isEqualTo(whole.next());
        }
    }

    @Test
    void epochsAndSeedsDiffer() {
        List<Integer> groups = List.of(20, 20, 20);
        ShuffledBatches<Integer, List<Integer>> one = batches(groups, 60, 20, 1);
        List<Integer> first = one.next();
        List<Integer> second = one.next();
        assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
        assertThat(batches(groups, 60, 20, 2).next()).isNotEqualTo(first);
        assertThat(batches(groups, 60, 20, 1).next()).isEqualTo(first);
    }

    @Test
    void noMoreThanABufferAndAGroupIsHeld() {
        CountedRows rows = new CountedRows(List.of(5, 5, 5, 5, 5, 5));
        ShuffledBatches<Integer, List<Integer>> batches = new ShuffledBatches<>(rows, 3, 8, 1, Function.identity());
        batches.next();
        assertThat(rows.reads).isEqualTo(2);
        batches.seek(new Position(3, 9));
        batches.next();
        assertThat(rows.reads).isEqualTo(4);
    }

    @Test
    void fewRowsAreOneSmallerBatch() {
        assertThat(batches(List.of(3), 8, 8, 1).next()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void rowsInMemoryAreOneGroup() {
        ShuffledBatches<String, List<String>> batches =
                new ShuffledBatches<>(Rows.of(List.of("a", "b", "c")), 3, 1, 1, Function.identity());
        assertThat(batches.next()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void positionsOfAnotherStreamAreRefused() {
        assertThatThrownBy(() -> batches(List.of(4), 2, 4, 1).seek(new Position(0, 3)))
                .hasMessage("Position[epoch=0, batch=3] in epochs of 2 batches");
    }

    private static ShuffledBatches<Integer, List<Integer>> batches(
            List<Integer> groups, int batchRows, int buffer, long seed) {
        return new ShuffledBatches<>(new CountedRows(groups), batchRows, buffer, seed, Function.identity());
    }

    /** Rows 0, 1, 2, ... in groups of given sizes. */
    private static final class CountedRows implements Rows<Integer> {

        private final List<Integer> sizes;
        private int reads;

        CountedRows(List<Integer> sizes) {
            this.sizes = sizes;
        }

        @Override
        public int groups() {
            return sizes.size();
        }

        @Override
        public int rows(int group) {
            return sizes.get(group);
        }

        @Override
        public List<Integer> read(int group) {
            reads++;
            int first =
                    sizes.subList(0, group).stream().mapToInt(Integer::intValue).sum();
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < sizes.get(group); i++) {
                rows.add(first + i);
            }
            return rows;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
