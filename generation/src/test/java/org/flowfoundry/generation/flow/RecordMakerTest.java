package org.flowfoundry.generation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
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
    private static final int ROWS = 100;

    /** Three names of eight values each, independent of each other: 512 records, each of them twice. */
    private static final RecordTable RECORDS = table(1024, row -> row % 8, row -> row / 8 % 8, row -> row / 64 % 8);

    private static final RecordCodec CODEC = RecordCodec.fit(RECORDS);

    private interface Digit {
        int of(int row);
    }

    private static RecordTable table(int rows, Digit... digits) {
        List<RecordField> fields = IntStream.range(0, digits.length)
                .mapToObj(i -> new RecordField("field" + i, Kind.NAME, 0))
                .toList();
        List<Object> columns =
                Arrays.stream(digits).map(digit -> (Object) names(rows, digit)).toList();
        return new RecordTable(fields, columns, rows);
    }

    private static String[] names(int rows, Digit digit) {
        return IntStream.range(0, rows).mapToObj(row -> "v" + digit.of(row)).toArray(String[]::new);
    }

    private static LearnedRecords learned(int records) {
        BloomFilter filter = BloomFilter.create(600, 1e-6);
        for (int row = 0; row < records; row++) {
            filter.putString(RECORDS.text(row));
        }
        return new LearnedRecords(filter);
    }

    private static Set<String> texts(RecordTable table, int rows) {
        return IntStream.range(0, rows).mapToObj(table::text).collect(Collectors.toSet());
    }

    private static RecordTable made(LearnedRecords learned) {
        Slots slots = CODEC.slots("none");
        float[] untrained = new MaskedObjective(CONFIG, slots).initialParameters(1);
        int[][] rows = new int[ROWS][slots.sizes().length];
        for (int[] row : rows) {
            Arrays.fill(row, MaskedSampler.OPEN);
        }
        try (MaskedSampler sampler = new MaskedSampler(CONFIG, slots, untrained, SamplingPlan.ANCESTRAL, ENGINE)) {
            RecordMaker any = RecordMaker.of(CODEC, sampler, learned, false);
            return (learned == null ? any : any.distinct(ROWS)).make(rows, new SplittableRandom(3));
        }
    }

    @Test
    void whatWasLearnedOrMadeIsDrawnAgain() {
        Set<String> known = texts(RECORDS, 128);
        RecordTable any = made(null);
        RecordTable novel = made(learned(128));
        assertThat(texts(any, ROWS)).hasSizeLessThan(ROWS).containsAnyElementsOf(known);
        assertThat(texts(novel, ROWS)).hasSize(ROWS).doesNotContainAnyElementsOf(known);
    }

    @Test
    void whatIsNewStays() {
        Set<String> known = texts(RECORDS, 128);
        RecordTable any = made(null);
        RecordTable novel = made(learned(128));
        for (int row = 0; row < ROWS; row++) {
            String text = any.text(row);
            if (!known.contains(text) && !texts(any, row).contains(text)) {
                assertThat(novel.text(row)).isEqualTo(text);
            }
        }
    }

    @Test
    void whereAllWasLearnedItEndsAllTheSame() {
        assertThat(texts(made(learned(512)), ROWS)).isNotEmpty().isSubsetOf(texts(RECORDS, 512));
    }
}
