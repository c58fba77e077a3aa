package org.flowfoundry.training.tabular;

import java.util.List;
import java.util.Random;
import org.flowfoundry.training.decision.ClassBalance;
import org.flowfoundry.training.decision.Standardizer;
import org.flowfoundry.training.engine.LoneTraining;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * Trains all layers of an encoder, and one more for the classes, on few labelled rows, always for as long: stopping by
 * cross-validation among so few stops far too early, with and without pre-training.
 */
final class RowTuner {

    private static final int STEPS = 200;
    private static final int BATCH = 64;
    private static final double RATE = 1e-3;
    private static final double LOWEST_RATE = 0.1;
    private static final double DECAY = 0.01;

    private final LabelledRows labelled;
    private final Random random;
    private List<Integer> order = List.of();
    private int taken;

    private RowTuner(LabelledRows labelled, long seed) {
        this.labelled = labelled;
        this.random = new Random(seed);
    }

    /** @param embedded fitted to what the start makes of unlabelled rows */
    static RowClassifier tune(RowEncoder start, Standardizer embedded, LabelledRows labelled, int classes, long seed) {
        RowClasses objective =
                new RowClasses(start.inputs(), embedded, ClassBalance.ofClasses(labelled.labels(), classes));
        float[] first = InitialParameters.draw(objective.layout(), seed);
        System.arraycopy(start.parameters(), 0, first, 0, start.parameters().length);
        NativeEngine engine = NativeEngine.onCpu();
        try (FlatParameters parameters = new FlatParameters(objective.layout(), first, engine)) {
            LoneTraining<LabelledRows> training = new LoneTraining<>(
                    objective,
                    parameters,
                    new AdamW(objective.layout(), 0.9, 0.95, DECAY),
                    new LearningRate(RATE, STEPS / 10, STEPS, LOWEST_RATE),
                    engine,
                    seed);
            RowTuner rows = new RowTuner(labelled, seed);
            training.run(() -> List.of(rows.next()), STEPS);
            return new RowClassifier(objective, parameters.values());
        }
    }

    /** Rows in an order that differs from round to round. */
    private LabelledRows next() {
        int size = Math.min(BATCH, labelled.labels().length);
        if (taken + size > order.size()) {
            order = labelled.shuffled(random);
            taken = 0;
        }
        int[] chosen = order.subList(taken, taken + size).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        taken += size;
        return labelled.select(chosen);
    }
}
