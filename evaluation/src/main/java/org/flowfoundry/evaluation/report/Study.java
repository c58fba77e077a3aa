package org.flowfoundry.evaluation.report;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.package$;

/**
 * All that one run evaluated.
 *
 * @param evaluations one per task, at least one
 * @param command how the run was asked for
 * @param day on which it ended, UTC
 */
public record Study(List<Evaluation> evaluations, String command, LocalDate day) {

    public Study {
        evaluations = List.copyOf(evaluations);
    }

    /** The names of the tasks, for people. */
    String tasks() {
        return evaluations.stream().map(one -> one.task().name()).collect(Collectors.joining(", "));
    }

    int draws() {
        return evaluations.get(0).draws();
    }

    List<Integer> shots() {
        return evaluations.get(0).shots();
    }

    /** When and with what it was run. */
    String provenance() {
        return day + ", Java " + System.getProperty("java.version") + ", Spark " + package$.MODULE$.SPARK_VERSION()
                + ", seed " + evaluations.get(0).seed() + ", " + draws() + " draws.";
    }
}
