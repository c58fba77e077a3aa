package org.flowfoundry.training.model;

import java.util.SplittableRandom;
import org.flowfoundry.training.sequence.SequenceBatch;

/** Random packed batches for tests: segments of several lengths, some with start tokens, missing values, padding at the end. */
public final class SampleBatches {

    private static final long MONDAY = 1_700_438_400;
    private static final int WINDOW_SECONDS = 300;

    private SampleBatches() {}

    public static SequenceBatch random(int rows, int length, int features, long seed) {
        SequenceBatch batch = SequenceBatch.empty(rows, length, features);
        SplittableRandom random = new SplittableRandom(seed);
        for (int row = 0; row < rows; row++) {
            int at = 0;
            int segment = 0;
            int padding = row % 3;
            while (at < length - padding) {
                int tokens = Math.min(length - padding - at, 2 + random.nextInt(length));
                segment(batch, row * length + at, tokens, segment++, random);
                at += tokens;
            }
        }
        return batch;
    }

    private static void segment(SequenceBatch batch, int from, int tokens, int segment, SplittableRandom random) {
        boolean start = random.nextInt(3) > 0;
        long time = MONDAY + (long) WINDOW_SECONDS * random.nextInt(2000);
        int host = random.nextInt();
        for (int i = 0; i < tokens; i++) {
            int token = from + i;
            batch.segments()[token] = segment;
            batch.hosts()[token] = host;
            batch.weights()[token] = i == tokens - 1 ? 0 : 1;
            batch.starts()[token] = start && i == 0;
            if (batch.starts()[token]) {
                continue;
            }
            boolean first = i == (start ? 1 : 0);
            int elapsed = 1 + random.nextInt(12);
            time += (long) WINDOW_SECONDS * elapsed;
            batch.elapsed()[token] = first && start ? 0 : elapsed;
            batch.times()[token] = time;
            values(batch, token, random);
        }
    }

    private static void values(SequenceBatch batch, int token, SplittableRandom random) {
        for (int f = 0; f < batch.features(); f++) {
            int kind = random.nextInt(6);
            float value = kind == 0 ? Float.NaN : kind == 1 ? 0 : (float) (6 * random.nextDouble());
            batch.values()[token * batch.features() + f] = value;
        }
    }

    /** A deep copy, to be changed. */
    static SequenceBatch copy(SequenceBatch batch) {
        return new SequenceBatch(
                batch.rows(),
                batch.length(),
                batch.features(),
                batch.values().clone(),
                batch.elapsed().clone(),
                batch.times().clone(),
                batch.segments().clone(),
                batch.starts().clone(),
                batch.weights().clone(),
                batch.hosts().clone());
    }
}
