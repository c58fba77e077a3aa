package org.flowfoundry.generation.flow;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.util.sketch.BloomFilter;
import org.flowfoundry.generation.diffusion.MaskedSampler;
import org.flowfoundry.generation.token.RecordCodec;
import org.flowfoundry.training.record.RecordTable;

/** Draws records, and draws those again that rules took away from what was given, that were learned from, or that
 * there are already. */
final class RecordMaker {

    /** Where next to all that can come was learned, as of a class with a dozen records, some will be copies after all. */
    private static final int MOST_ROUNDS = 8;

    private final RecordCodec codec;
    private final MaskedSampler sampler;
    private final LearnedRecords learned;
    private final BloomFilter told;

    /**
     * @param learned what must not come again; null = anything may
     * @param rows about how many records will be asked for
     */
    RecordMaker(RecordCodec codec, MaskedSampler sampler, LearnedRecords learned, long rows) {
        this.codec = codec;
        this.sampler = sampler;
        this.learned = learned;
        this.told = learned == null ? null : LearnedRecords.none(rows);
    }

    /**
     * Makes records.
     *
     * @param given (rows, slots): tokens, or {@link MaskedSampler#OPEN}
     */
    RecordTable make(int[][] given, SplittableRandom random) {
        RecordTable made = drawn(given, random);
        int[] wrong = wrong(made, given);
        for (int round = 0; round < MOST_ROUNDS && wrong.length > 0; round++) {
            int[][] open = Arrays.stream(wrong).mapToObj(row -> given[row]).toArray(int[][]::new);
            RecordTable again = drawn(open, random);
            made.replace(wrong, again);
            int[] rows = wrong;
            wrong = Arrays.stream(wrong(again, open)).map(i -> rows[i]).toArray();
        }
        return made;
    }

    private int[] wrong(RecordTable made, int[][] given) {
        IntPredicate isLearned = learned == null ? row -> false : learned.of(made, told);
        return IntStream.range(0, made.rows())
                .filter(row -> !codec.keeps(made, row, given[row]) || isLearned.test(row))
                .toArray();
    }

    private RecordTable drawn(int[][] given, SplittableRandom random) {
        return codec.decode(sampler.sample(given, random.nextLong()), random.split());
    }
}
