package org.flowfoundry.generation.flow;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.util.sketch.BloomFilter;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.MaskedSampler;
import org.flowfoundry.generation.token.RecordCodec;
import org.flowfoundry.training.record.RecordTable;

/**
 * Draws records, and draws those again that are not as they should be: that rules took away from what was given, that were learned
 * from though none of these should come, or that came before though each should come once.
 */
final class RecordMaker {

    /** Where next to all that can come was learned, as of a class with a dozen records, some will be copies after all. */
    private static final int MOST_ROUNDS = 8;

    private final RecordCodec codec;
    private final MaskedSampler sampler;
    private final LearnedRecords learned;
    private final boolean isAsked;
    private final BloomFilter told;

    private RecordMaker(
            RecordCodec codec, MaskedSampler sampler, LearnedRecords learned, boolean isAsked, BloomFilter told) {
        this.codec = codec;
        this.sampler = sampler;
        this.learned = learned;
        this.isAsked = isAsked;
        this.told = told;
    }

    /**
     * @param learned what must not come; null = anything may
     * @param isAsked whether what is given was asked for, so that records without it must not come
     */
    static RecordMaker of(RecordCodec codec, MaskedSampler sampler, LearnedRecords learned, boolean isAsked) {
        return new RecordMaker(codec, sampler, learned, isAsked, null);
    }

    /** One that makes each record once, if hosts and hours do not count; it will be asked for about so many rows. */
    RecordMaker distinct(long rows) {
        return new RecordMaker(codec, sampler, learned, isAsked, BloomFilter.create(rows, LearnedRecords.MISTAKEN));
    }

    /**
     * Makes records.
     *
     * @param given (rows, slots): tokens, or {@link MaskedSampler#OPEN}
     * @throws org.flowfoundry.core.error.UserException where what was asked for breaks a rule of the network, whatever else is drawn
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
        if (isAsked) {
            for (int row : wrong) {
                if (!codec.keeps(made, row, given[row])) {
                    throw GenerationErrors.notTogether();
                }
            }
        }
        return made;
    }

    private int[] wrong(RecordTable made, int[][] given) {
        RecordTable records = made.without(FlowRecords.PLACE_NAMES);
        return IntStream.range(0, made.rows())
                .filter(row -> !codec.keeps(made, row, given[row]) || isKnown(records, row))
                .toArray();
    }

    /** To be asked once of each record: from then on it is known. */
    private boolean isKnown(RecordTable records, int row) {
        if (learned == null && told == null) {
            return false;
        }
        String text = records.text(row);
        return learned != null && learned.has(text) || told != null && !told.putString(text);
    }

    private RecordTable drawn(int[][] given, SplittableRandom random) {
        return codec.decode(sampler.sample(given, random.nextLong()), random.split());
    }
}
