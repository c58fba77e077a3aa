package org.flowfoundry.generation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.util.sketch.BloomFilter;
import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.generation.diffusion.MaskedObjective;
import org.flowfoundry.generation.diffusion.MaskedSampler;
import org.flowfoundry.generation.diffusion.SamplingPlan;
import org.flowfoundry.generation.diffusion.Slots;
import org.flowfoundry.generation.token.RecordCodec;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordField.Kind;
import org.flowfoundry.training.record.RecordTable;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.Test;

class RecordMakerTest {

    private static final DenoiserConfig CONFIG = new DenoiserConfig(16, 1, 0);
    private static final NativeEngine ENGINE = NativeEngine.onCpu();
    private static final int ROWS = 600;

    /** Two names of six values each, independent of each other, and one that is the same in all. */
    private static final RecordTable RECORDS = table(36 * 10, row -> row % 6, row -> row / 6 % 6);

    private static final RecordCodec CODEC = RecordCodec.fit(RECORDS);

    private interface Digit {
        int of(int row);
    }

    private static RecordTable table(int rows, Digit first, Digit second) {
        List<RecordField> fields = List.of(
                new RecordField("a", Kind.NAME, 0),
                new RecordField("b", Kind.NAME, 0),
                new RecordField("c", Kind.NAME, 0));
        return new RecordTable(fields, List.of(names(rows, first), names(rows, second), names(rows, row -> 0)), rows);
    }

    private static String[] names(int rows, Digit digit) {
        return IntStream.range(0, rows).mapToObj(row -> "v" + digit.of(row)).toArray(String[]::new);
    }

    private static LearnedRecords learned(int records) {
        BloomFilter filter = BloomFilter.create(100, 1e-6);
        for (int row = 0; row < records; row++) {
            filter.putString(RECORDS.text(row));
        }
        return new LearnedRecords(filter);
    }

    private static int[] among(LearnedRecords learned, RecordTable made) {
        return IntStream.range(0, made.rows()).filter(learned.of(made)).toArray();
    }

    private static RecordTable made(LearnedRecords learned, int given) {
        Slots slots = CODEC.slots("none");
        float[] untrained = new MaskedObjective(CONFIG, slots).initialParameters(1);
        int[][] rows = new int[ROWS][slots.sizes().length];
        for (int[] row : rows) {
            Arrays.fill(row, given);
        }
        try (MaskedSampler sampler = new MaskedSampler(CONFIG, slots, untrained, SamplingPlan.ANCESTRAL, ENGINE)) {
            return new RecordMaker(CODEC, sampler, learned).make(rows, new SplittableRandom(3));
        }
    }

    @Test
    void whatWasLearnedIsDrawnAgain() {
        LearnedRecords half = learned(6);
        RecordTable any = made(null, MaskedSampler.OPEN);
        RecordTable novel = made(half, MaskedSampler.OPEN);
        assertThat(among(half, any)).hasSizeBetween(40, 200);
        assertThat(among(half, novel)).isEmpty();
        assertThat(novel.rows()).isEqualTo(ROWS);
        // Those that were none stay as they were.
        int[] copies = among(half, any);
        assertThat(IntStream.range(0, ROWS).filter(row -> Arrays.binarySearch(copies, row) < 0))
                .allMatch(row -> novel.text(row).equals(any.text(row)));
    }

    @Test
    void whereAllWasLearnedItEndsAllTheSame() {
        LearnedRecords all = learned(36);
        RecordTable made = made(all, MaskedSampler.OPEN);
        assertThat(among(all, made)).hasSize(ROWS);
    }
}
