package org.flowfoundry.training.benchmark;

import java.util.Set;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.ParameterSpec;

/** Floating-point operations of the matrix products in a transformer's training step: two for each multiplication. */
final class StepOperations {

    /** Layers whose input is data: no gradient of it is computed. */
    private static final Set<String> OF_DATA =
            Set.of("input/weight", "input/history/weight", "head/features/query/weight");

    private StepOperations() {}

    static double of(SequenceModel model, SequenceBatch batch) {
        double tokens = batch.rows() * (double) batch.length();
        double operations = 0;
        for (ParameterSpec spec : model.layout().specs()) {
            if (spec.name().endsWith("/weight")) {
                double rows = spec.name().startsWith("head/") ? questions(batch) : tokens;
                operations += (OF_DATA.contains(spec.name()) ? 4 : 6) * rows * spec.size();
            }
        }
        // Of each layer, scores and their product with the values, forward and twice backward; and the history's means.
        double scores = tokens * batch.length();
        int counted = model.layout().spec("input/history/weight").shape()[1];
        return operations
                + model.config().layers() * 12 * scores * model.config().width()
                + 2 * scores * counted;
    }

    private static int questions(SequenceBatch batch) {
        int questions = 0;
        for (float weight : batch.weights()) {
            questions += weight > 0 ? 1 : 0;
        }
        return questions;
    }
}
