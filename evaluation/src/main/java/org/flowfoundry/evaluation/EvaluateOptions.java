package org.flowfoundry.evaluation;

import java.util.List;
import java.util.TreeSet;
import org.flowfoundry.evaluation.protocol.SplitKind;
import org.flowfoundry.evaluation.task.Task;

/**
 * What {@code evaluate} is asked for.
 *
 * @param lake folder or URI of the lake
 * @param domains networks, each on its own; none = all that have labels
 * @param shots labels per class, each number on its own
 * @param draws of labels
 * @param methods names of methods, none = all; and of registered models, which come with their own methods
 * @param split what parts training and test rows
 * @param report folder for the page and results.json; null = none
 * @param seed draws rows and labels
 */
public record EvaluateOptions(
        String lake,
        Task task,
        List<String> domains,
        List<Integer> shots,
        int draws,
        List<String> methods,
        SplitKind split,
        String report,
        long seed) {

    private static final int MOST_SHOTS = 500;
    private static final int MOST_DRAWS = 1_000;

    public EvaluateOptions {
        domains = List.copyOf(domains);
        methods = List.copyOf(methods);
        shots = List.copyOf(new TreeSet<>(shots));
        for (int k : shots) {
            if (k < 1 || k > MOST_SHOTS) {
                throw EvaluationErrors.badNumber("shots", k, 1, MOST_SHOTS);
            }
        }
        // Of a single draw there is no interval.
        if (draws < 2 || draws > MOST_DRAWS) {
            throw EvaluationErrors.badNumber("draws", draws, 2, MOST_DRAWS);
        }
    }

    /** The same with other methods. */
    EvaluateOptions withMethods(List<String> others) {
        return new EvaluateOptions(lake, task, domains, shots, draws, others, split, report, seed);
    }
}
