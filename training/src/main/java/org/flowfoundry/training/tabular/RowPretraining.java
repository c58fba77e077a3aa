package org.flowfoundry.training.tabular;

import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.training.engine.LoneTraining;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/** Trains a network of rows on a pool of them that one task has in memory. */
final class RowPretraining {

    private static final int BATCH = 384;
    private static final int STEPS = 600;
    private static final int LEAST_STEPS = 100;
    private static final int WARM_UP = 50;
    private static final double RATE = 1e-3;
    private static final double LOWEST_RATE = 0.02;
    private static final double DECAY = 0.01;

    private final float[][] pool;
    private final RowInputs inputs;
    private final RowObjective objective;
    private final SplittableRandom random;
    private final int[] order;
    private int taken;

    private RowPretraining(float[][] pool, RowInputs inputs, RowObjective objective, long seed) {
        this.pool = pool;
        this.inputs = inputs;
        this.objective = objective;
        this.random = new SplittableRandom(seed);
        this.order = new int[pool.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        this.taken = order.length;
    }

    /**
     * What came of a training.
     *
     * @param parameters of the whole objective; the network's come first
     * @param losses (steps)
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Result(float[] parameters, double[] losses) {}

    /** Fewer steps for a pool that is smaller than a batch: more passes over it are no use. */
    static int steps(int rows) {
        return Math.max(LEAST_STEPS, Math.min(STEPS, STEPS * rows / BATCH));
    }

    /** @param seed decides first values, order and swaps */
    static Result run(float[][] pool, RowInputs inputs, RowObjective objective, int steps, long seed) {
        NativeEngine engine = NativeEngine.onCpu();
        float[] start = InitialParameters.draw(objective.layout(), seed);
        try (FlatParameters parameters = new FlatParameters(objective.layout(), start, engine)) {
            LoneTraining<RowBatch> training = new LoneTraining<>(
                    objective,
                    parameters,
                    new AdamW(objective.layout(), 0.9, 0.999, DECAY),
                    new LearningRate(RATE, Math.min(WARM_UP, steps / 4), steps, LOWEST_RATE),
                    engine,
                    seed);
            RowPretraining rows = new RowPretraining(pool, inputs, objective, seed);
            double[] losses = new double[steps];
            for (int step = 0; step < steps; step++) {
                losses[step] = training.step(List.of(rows.next()));
            }
            return new Result(parameters.values(), losses);
        }
    }

    /** Rows in an order that differs from round to round. */
    private RowBatch next() {
        int size = Math.min(BATCH, order.length);
        if (taken + size > order.length) {
            shuffle();
            taken = 0;
        }
        int[] chosen = new int[size];
        System.arraycopy(order, taken, chosen, 0, size);
        taken += size;
        return RowBatch.draw(pool, chosen, inputs, objective.swapped(), random);
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
