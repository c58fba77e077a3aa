package org.flowfoundry.evaluation.task;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.flowfoundry.evaluation.EvaluationErrors;

/**
 * A question about flows: which class one belongs to. Of two classes, the one that is not {@link #ordinary()} is looked for:
 * PR-AUC and recall are its. Of more, they are the mean over classes, each against all others.
 */
public interface Task extends Serializable {

    /** All there are. */
    List<Task> ALL = List.of(
            new IntrusionTask(), new BinaryIntrusionTask(), new BotnetTask(), new ApplicationTask(), new DdosTask());

    /** As users give it. */
    String name();

    /** The question in one sentence. */
    String question();

    /** The column of {@code flows} that its labels stand in. */
    String labelColumn();

    /** The class that a label means; null where it says nothing about the question. */
    String classOf(String label);

    /** The class of flows that nothing is the matter with; null where no class is that. */
    String ordinary();

    /** Fields of flows that hold the answer, and that no model may see. */
    default Set<String> withheld() {
        return Set.of();
    }

    /** The task of a name. */
    static Task named(String name) {
        return ALL.stream()
                .filter(task -> task.name().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> EvaluationErrors.unknownTask(
                        name, ALL.stream().map(Task::name).toList()));
    }
}
