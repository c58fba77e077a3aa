package org.flowfoundry.training.tabular;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowfoundry.training.decision.Standardizer;
import org.flowfoundry.training.engine.LoneTraining;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * Trains all layers of an encoder, and one more for the classes, on few labelled rows. How long is found by cross-validation among
 * them: in each fold training stops once the rows held out no longer gain; then all are trained on for as many steps as the folds
 * took on average.
 */
final class RowTuner {

    private static final int STEPS = 100;
    private static final int FOLDS = 2;
    private static final int BATCH = 64;
    private static final double RATE = 1e-3;
    private static final double LOWEST_RATE = 0.1;
    private static final double DECAY = 0.01;

    private final RowEncoder start;
    private final Standardizer embedded;
    private final int classes;
    private final long seed;
    private final NativeEngine engine = NativeEngine.onCpu();

    RowTuner(RowEncoder start, Standardizer embedded, int classes, long seed) {
        this.start = start;
        this.embedded = embedded;
        this.classes = classes;
        this.seed = seed;
    }

    RowClassifier tune(LabelledRows labelled) {
        // With a single label of a class there is nothing to hold out, and half of the steps is what is left of
        // caution.
        int steps = STEPS / 2;
        if (Arrays.stream(labelled.counts(classes)).noneMatch(count -> count > 0 && count < FOLDS)) {
            int[] parts = labelled.parts(FOLDS, seed);
            int sum = 0;
            for (int fold = 0; fold < FOLDS; fold++) {
                sum += train(some(labelled, parts, fold, false), List.of(some(labelled, parts, fold, true)), STEPS)
                        .steps();
            }
            steps = Math.max(1, sum / FOLDS);
        }
        return train(labelled, List.of(), steps).classifier();
    }

    private static LabelledRows some(LabelledRows labelled, int[] parts, int part, boolean isPart) {
        return labelled.select(IntStream.range(0, parts.length)
                .filter(i -> (parts[i] == part) == isPart)
                .toArray());
    }

    private record Trained(RowClassifier classifier, int steps) {}

    private Trained train(LabelledRows labelled, List<LabelledRows> heldOut, int steps) {
        RowClasses objective = new RowClasses(start.inputs(), embedded, labelled.balanced(classes));
        float[] first = InitialParameters.draw(objective.layout(), seed);
        System.arraycopy(start.parameters(), 0, first, 0, start.parameters().length);
        try (FlatParameters parameters = new FlatParameters(objective.layout(), first, engine)) {
            LoneTraining<LabelledRows> training = new LoneTraining<>(
                    objective,
                    parameters,
                    new AdamW(objective.layout(), 0.9, 0.95, DECAY),
                    new LearningRate(RATE, STEPS / 10, STEPS, LOWEST_RATE),
                    engine,
                    seed);
            Order order = new Order(labelled, new Random(seed));
            int taken = training.run(() -> List.of(order.next()), steps, heldOut);
            return new Trained(new RowClassifier(objective, parameters.values()), taken);
        }
    }

    /** Batches of rows in an order that differs from round to round. */
    private static final class Order {

        private final LabelledRows labelled;
        private final Random random;
        private List<Integer> order = List.of();
        private int taken;

        Order(LabelledRows labelled, Random random) {
            this.labelled = labelled;
            this.random = random;
        }

        LabelledRows next() {
            int size = Math.min(BATCH, labelled.labels().length);
            if (taken + size > order.size()) {
                order = labelled.shuffled(random.nextLong());
                taken = 0;
            }
            int[] chosen = order.subList(taken, taken + size).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            taken += size;
            return labelled.select(chosen);
        }
    }
}
