package org.flowfoundry.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.flowfoundry.evaluation.protocol.SplitKind;
import org.flowfoundry.evaluation.task.Task;

/**
 * What {@code evaluate} is asked for.
 *
 * @param lake folder or URI of the lake
 * @param tasks each on its own, in this order
 * @param domains networks, each on its own; none = all that have labels
 * @param shots labels per class, each number on its own
 * @param draws of labels
 * @param methods names of methods, none = all; and of registered models, which come with their own methods
 * @param fineTune whether networks are themselves trained on the labels, too
 * @param split what parts training and test rows
 * @param output what is written beside the table
 * @param seed draws rows and labels
 */
public record EvaluateOptions(
        String lake,
        List<Task> tasks,
        List<String> domains,
        List<Integer> shots,
        int draws,
        List<String> methods,
        boolean fineTune,
        SplitKind split,
        Output output,
        long seed) {

    private static final int MOST_SHOTS = 500;
    private static final int MOST_DRAWS = 1_000;

    /**
     * What is written beside the table.
     *
     * @param report folder for the page and results.json; null = none
     * @param results Markdown file, with pictures in a folder of its name beside it; null = none
     * @param command how the run was asked for, for those who read what is written
     */
    public record Output(String report, String results, String command) {

        private static final String MARKDOWN = ".md";

        public Output {
            if (results != null && !results.toLowerCase(Locale.ROOT).endsWith(MARKDOWN)) {
                throw EvaluationErrors.noMarkdownFile(results);
            }
        }
    }

    public EvaluateOptions {
        tasks = tasks.stream().distinct().toList();
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
        return new EvaluateOptions(lake, tasks, domains, shots, draws, others, fineTune, split, output, seed);
    }

    /** Whether a domain must be evaluated, rather than left out where it cannot be. */
    boolean insistsOn(String domain) {
        return tasks.size() == 1 && domains.contains(domain);
    }
}
