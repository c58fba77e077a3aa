package org.flowfoundry.app.demo;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.evaluation.EvaluateJob;
import org.flowfoundry.evaluation.EvaluateOptions;
import org.flowfoundry.evaluation.EvaluateOptions.Output;
import org.flowfoundry.evaluation.LeakException;
import org.flowfoundry.evaluation.protocol.SplitKind;
import org.flowfoundry.evaluation.report.Evaluation;
import org.flowfoundry.evaluation.task.Task;

/** How far a handful of labels carries in the sample network that has labels: the same code as {@code evaluate}, a tiny budget. */
final class DemoEvaluation {

    private static final List<Integer> SHOTS = List.of(1, 5, 10);
    private static final int DRAWS = 4;
    private static final List<String> METHODS =
            List.of("random-forest", "random-forest+prior", "xgboost", "k-nn", "average+prior");

    private final SparkSession spark;
    private final String lake;
    private final Progress progress;

    DemoEvaluation(SparkSession spark, String lake, Progress progress) {
        this.spark = spark;
        this.lake = lake;
        this.progress = progress;
    }

    /** Evaluates; null where the network has too few classes, as in an hour without attacks. */
    Evaluation run() {
        EvaluateOptions options = new EvaluateOptions(
                lake,
                List.of(Task.named("intrusion")),
                DemoModels.LABELLED.domains(),
                SHOTS,
                DRAWS,
                METHODS,
                false,
                SplitKind.AUTO,
                new Output(null, null, "./flowfoundry demo"),
                1);
        try {
            return EvaluateJob.run(spark, options, progress)
                    .study()
                    .evaluations()
                    .get(0);
        } catch (LeakException e) {
            throw e;
        } catch (UserException e) {
            progress.note("No few-shot curve in this demo: " + e.getMessage());
            return null;
        }
    }
}
