package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.flowfoundry.training.sequence.KeyedBatches.Key;
import org.flowfoundry.training.sequence.KeyedBatches.KeyedBatch;
import org.junit.jupiter.api.Test;

class KeyedBatchesTest {

    @Property(tries = 300)
    void everyWindowIsFreshExactlyOnce(
            @ForAll @Size(max = 150) List<@IntRange(min = 1, max = 40) Integer> counts,
            @ForAll @IntRange(min = 2, max = 17) int context,
            @ForAll @IntRange(min = 1, max = 5) int batchRows) {
        List<SeriesWindow> windows = SampleWindows.hosts(counts);
        Map<String, Integer> seen = new HashMap<>();
        for (KeyedBatch keyed : batches(windows, context, batchRows)) {
            for (Key key : keyed.fresh()) {
                seen.merge(key.host() + "@" + key.start(), 1, Integer::sum);
                assertThat(keyed.batch().times()[key.token()]).isEqualTo(key.start());
                assertThat(keyed.batch().values()[key.token()]).isEqualTo(key.start() / 300f);
            }
        }
        assertThat(seen).hasSize(windows.size());
        assertThat(seen.values()).allMatch(times -> times == 1);
    }

    @Property(tries = 300)
    void everyFreshWindowIsPredictedByTheTokenBeforeIt(
            @ForAll @Size(max = 100) List<@IntRange(min = 1, max = 40) Integer> counts,
            @ForAll @IntRange(min = 2, max = 17) int context) {
        for (KeyedBatch keyed : batches(SampleWindows.hosts(counts), context, 3)) {
            SequenceBatch batch = keyed.batch();
            float sum = 0;
            for (float weight : batch.weights()) {
                sum += weight;
            }
            assertThat(sum).isEqualTo(keyed.fresh().size());
            for (Key key : keyed.fresh()) {
                assertThat(batch.weights()[key.token() - 1]).isEqualTo(1);
                assertThat(batch.segments()[key.token() - 1]).isEqualTo(batch.segments()[key.token()]);
                assertThat(history(batch, key.token()))
                        .isGreaterThanOrEqualTo((int) Math.min(key.start() / 300 - 1, context / 2));
            }
        }
    }

    /** Windows that stand before a token in its segment. */
    private static int history(SequenceBatch batch, int token) {
        int windows = 0;
        int rowStart = token / batch.length() * batch.length();
        for (int i = token - 1; i >= rowStart && batch.segments()[i] == batch.segments()[token]; i--) {
            windows += batch.starts()[i] ? 0 : 1;
        }
        return windows;
    }

    @Property(tries = 300)
    void packingKeepsAllTokensAndPadsAtTheEnd(
            @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 30) Integer> counts) {
        List<SeriesWindow> windows = SampleWindows.hosts(counts);
        SegmentRule rule = SegmentRule.half(8, SampleWindows.SECONDS);
        long expected = 0;
        for (Segments segments = new Segments(windows.iterator(), rule); segments.hasNext(); ) {
            expected += segments.next().tokens();
        }
        long tokens = 0;
        for (KeyedBatch keyed : batches(windows, 8, 4)) {
            SequenceBatch batch = keyed.batch();
            for (int i = 0; i < batch.segments().length; i++) {
                boolean padding = batch.segments()[i] < 0;
                tokens += padding ? 0 : 1;
                boolean lastOfRow = i % 8 == 7;
                assertThat(padding && !lastOfRow && batch.segments()[i + 1] >= 0)
                        .isFalse();
            }
        }
        assertThat(tokens).isEqualTo(expected);
    }

    @Test
    void shortHostsFillRowsTightly() {
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            counts.add(1 + (i * 7919) % 5);
        }
        int rows = 0;
        long used = 0;
        for (KeyedBatch keyed : batches(SampleWindows.hosts(counts), 64, 8)) {
            rows += keyed.batch().rows();
            for (int segment : keyed.batch().segments()) {
                used += segment >= 0 ? 1 : 0;
            }
        }
        assertThat(used / (64.0 * rows)).isGreaterThan(.97);
    }

    @Test
    void noWindowsAreNoBatches() {
        assertThat(batches(List.of(), 8, 4)).isEmpty();
    }

    private static List<KeyedBatch> batches(List<SeriesWindow> windows, int context, int batchRows) {
        List<KeyedBatch> batches = new ArrayList<>();
        SegmentRule rule = SegmentRule.half(context, SampleWindows.SECONDS);
        new KeyedBatches(windows.iterator(), rule, 1, batchRows).forEachRemaining(batches::add);
        return batches;
    }
}
