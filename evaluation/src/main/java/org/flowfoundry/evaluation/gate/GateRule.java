package org.flowfoundry.evaluation.gate;

import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.evaluation.task.Task;

/**
 * What a version must show to be promoted.
 *
 * @param task in which it is compared
 * @param margin how much macro-F1 it may lose at worst, at least 0
 */
public record GateRule(Task task, double margin) {

    public GateRule {
        if (!(margin >= 0 && margin < 1)) {
            throw EvaluationErrors.badMargin(margin);
        }
    }
}
