package org.flowfoundry.generation.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.flowfoundry.training.data.Rows;
import org.flowfoundry.training.data.ShuffledBatches;
import org.flowfoundry.training.engine.LoneTraining;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaskedDiffusionTest {

    private static final int[] SIZES = {2, 3, 4};
    private static final Slots SLOTS = new Slots(SIZES, Slots.NONE, new float[][] {null, null, new float[12]}, null);
    private static final DenoiserConfig CONFIG = new DenoiserConfig(32, 2, 0);
    private static final NativeEngine ENGINE = NativeEngine.onCpu();

    private static float[] trained;
    private static double loss;

    /** The second token follows from the first in nine of ten rows; the third is the first, or it and two more. */
    private static int[] row(SplittableRandom random) {
        int first = random.nextInt(10) < 7 ? 0 : 1;
        int second = random.nextInt(10) == 0 ? 2 : first;
        return new int[] {first, second, first + 2 * random.nextInt(2)};
    }

    @BeforeAll
    static void train() {
        SplittableRandom random = new SplittableRandom(1);
        int[][] rows = new int[4_000][];
        Arrays.setAll(rows, i -> row(random));
        MaskedObjective objective = new MaskedObjective(CONFIG, SLOTS);
        try (FlatParameters parameters =
                        new FlatParameters(objective.layout(), objective.initialParameters(1), ENGINE);
                ShuffledBatches<int[], TokenBatch> batches =
                        new ShuffledBatches<>(Rows.of(Arrays.asList(rows)), 256, 4_000, 1, TokenBatch::of)) {
            LoneTraining<TokenBatch> training = new LoneTraining<>(
                    objective,
                    parameters,
                    new AdamW(objective.layout(), 0.9, 0.99, 0),
                    new LearningRate(5e-3, 20, 400, 0.01),
                    ENGINE,
                    1);
            for (int step = 0; step < 400; step++) {
                double now = training.step(List.of(batches.next()));
                loss = step < 350 ? 0 : loss + now / 50;
            }
            trained = parameters.values();
        }
    }

    private static MaskedSampler sampler(SamplingPlan plan) {
        return new MaskedSampler(CONFIG, SLOTS, trained, plan, ENGINE);
    }

    private static int[][] open(int rows) {
        int[][] open = new int[rows][SIZES.length];
        for (int[] row : open) {
            Arrays.fill(row, MaskedSampler.OPEN);
        }
        return open;
    }

    private static double share(int[][] rows, Predicate<int[]> which) {
        return Arrays.stream(rows).filter(which).count() / (double) rows.length;
    }

    /** The bound is the rows' own entropy where the network knows all conditionals. */
    @Test
    void theLossIsTheEntropyOfRowsOnceAllIsLearned() {
        double first = entropy(0.7, 0.3);
        double second = entropy(0.9, 0.1);
        assertThat(loss).isCloseTo(first + second + Math.log(2), within(0.06));
    }

    /** A class that is known beforehand costs nothing, but in the tenth of the rows in which it is masked, too. */
    @Test
    void theClassIsGivenInNineOfTenRows() {
        double first = entropy(0.7, 0.3);
        double second = entropy(0.9, 0.1);
        MaskedObjective objective = new MaskedObjective(CONFIG, new Slots(SIZES, 0, SLOTS.places(), null));
        SplittableRandom random = new SplittableRandom(4);
        int[][] rows = new int[20_000][];
        Arrays.setAll(rows, i -> row(random));
        try (FlatParameters parameters = new FlatParameters(objective.layout(), trained, ENGINE);
                NDManager step = ENGINE.newManager()) {
            double sum = objective
                    .loss(parameters.tensors(step), new TokenBatch(rows), step, Mode.EVALUATION, 9)
                    .sum()
                    .getFloat();
            assertThat(sum / rows.length).isCloseTo(0.1 * first + second + Math.log(2), within(0.06));
        }
    }

    private static double entropy(double... shares) {
        return -Arrays.stream(shares).map(share -> share * Math.log(share)).sum();
    }

    @Test
    void rowsAreAsTheyWereLearned() {
        try (MaskedSampler sampler = sampler(SamplingPlan.ANCESTRAL)) {
            int[][] rows = sampler.sample(open(6_000), 5);
            assertThat(share(rows, row -> row[0] == 0)).isCloseTo(0.7, within(0.03));
            assertThat(share(rows, row -> row[1] == 2)).isCloseTo(0.1, within(0.02));
            assertThat(share(rows, row -> row[1] == row[0] || row[1] == 2)).isGreaterThan(0.98);
            assertThat(share(rows, row -> row[2] % 2 == row[0])).isGreaterThan(0.98);
        }
    }

    /** As if rows of the second class had been learned four times as often as they occur: .7 to .3 / 4. */
    @Test
    void classesThatAreDrawnComeAsOftenAsTheyOccur() {
        Slots slots = new Slots(SIZES, 0, SLOTS.places(), new float[] {1, 4});
        try (MaskedSampler sampler = new MaskedSampler(CONFIG, slots, trained, SamplingPlan.ANCESTRAL, ENGINE)) {
            int[][] rows = sampler.sample(open(6_000), 5);
            assertThat(share(rows, row -> row[0] == 0)).isCloseTo(0.903, within(0.02));
            assertThat(share(rows, row -> row[2] % 2 == row[0])).isGreaterThan(0.98);
        }
    }

    @Test
    void theSameSeedGivesTheSameRows() {
        try (MaskedSampler sampler = sampler(SamplingPlan.ANCESTRAL)) {
            int[][] rows = sampler.sample(open(3_000), 5);
            assertThat(sampler.sample(open(3_000), 5)).isDeepEqualTo(rows);
            assertThat(sampler.sample(open(3_000), 6)).isNotEqualTo(rows);
        }
    }

    @Test
    void whatIsGivenStays() {
        int[][] given = open(2_000);
        for (int[] row : given) {
            row[1] = 1;
        }
        try (MaskedSampler sampler = sampler(SamplingPlan.ANCESTRAL)) {
            int[][] rows = sampler.sample(given, 5);
            assertThat(share(rows, row -> row[1] == 1)).isEqualTo(1);
            assertThat(share(rows, row -> row[0] == 1)).isGreaterThan(0.97);
        }
    }

    @Test
    void guidanceMakesConditionsCountMore() {
        int[][] given = open(4_000);
        for (int[] row : given) {
            row[1] = 2;
        }
        try (MaskedSampler plain = sampler(SamplingPlan.ANCESTRAL);
                MaskedSampler guided = sampler(new SamplingPlan(1, 4))) {
            // The third name says nothing of the first, so there is nothing to make more of.
            assertThat(share(plain.sample(given, 5), row -> row[0] == 0)).isCloseTo(0.7, within(0.06));
            for (int[] row : given) {
                row[1] = 1;
            }
            double before = share(plain.sample(given, 5), row -> row[0] == 1);
            assertThat(share(guided.sample(given, 5), row -> row[0] == 1)).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void whatIsToldTogetherIsToldIndependently() {
        try (MaskedSampler sampler = sampler(new SamplingPlan(2, 0))) {
            int[][] rows = sampler.sample(open(6_000), 5);
            assertThat(share(rows, row -> row[0] == 0)).isCloseTo(0.7, within(0.03));
            // .7 x .63 + .3 x .27 + .1 of all
            assertThat(share(rows, row -> row[1] == row[0] || row[1] == 2)).isCloseTo(0.62, within(0.05));
        }
    }

    @Test
    void gradientsAreThoseOfTheLoss() {
        MaskedObjective objective = new MaskedObjective(new DenoiserConfig(8, 1, 0), SLOTS);
        TokenBatch batch = new TokenBatch(new int[][] {{0, 1, 2}, {1, 2, 3}, {1, 0, 0}});
        float[] values = objective.initialParameters(3);
        float[] gradient = new float[values.length];
        try (FlatParameters parameters = new FlatParameters(objective.layout(), values, ENGINE);
                NDManager step = ENGINE.newManager()) {
            ENGINE.differentiating(() -> {
                parameters.backward(objective
                        .loss(parameters.tensors(step), batch, step, Mode.TRAINING, 9)
                        .sum());
                return null;
            });
            parameters.gradient().asFloatBuffer().get(gradient);
            SplittableRandom random = new SplittableRandom(2);
            for (int i = 0; i < 40; i++) {
                int at = random.nextInt(values.length);
                double numeric =
                        (lossAt(objective, batch, values, at, 1e-2f) - lossAt(objective, batch, values, at, -1e-2f))
                                / 2e-2;
                assertThat((double) gradient[at]).isCloseTo(numeric, within(0.02 + 0.05 * Math.abs(numeric)));
            }
        }
    }

    private static double lossAt(MaskedObjective objective, TokenBatch batch, float[] values, int at, float moved) {
        float[] changed = values.clone();
        changed[at] += moved;
        try (FlatParameters parameters = new FlatParameters(objective.layout(), changed, ENGINE);
                NDManager step = ENGINE.newManager()) {
            return ENGINE.inferring(() -> (double) objective
                    .loss(parameters.tensors(step), batch, step, Mode.TRAINING, 9)
                    .sum()
                    .getFloat());
        }
    }
}
