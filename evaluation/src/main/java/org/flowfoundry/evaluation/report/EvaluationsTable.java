package org.flowfoundry.evaluation.report;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.evaluation.metric.Outcome;
import org.flowfoundry.evaluation.metric.Scores;
import org.flowfoundry.evaluation.protocol.DomainData;

/** The table {@code evaluations}. A run replaces the rows of its task, domains and day. */
public final class EvaluationsTable {

    public static final TableSpec TABLE = TableSpec.of(
            "evaluations",
            TableFormat.DELTA,
            "How one method decided after one draw of labels",
            "UTC day of the evaluation",
            List.of(
                    new ColumnSpec("task", StringType, "The task, as in evaluate --task"),
                    new ColumnSpec("method", StringType, "The method, or the model's name and version"),
                    new ColumnSpec("shots", IntegerType, "Labels per class; all of a class that has fewer"),
                    new ColumnSpec(
                            "draw", IntegerType, "Number of the draw of labels, from 0, the same for all methods"),
                    new ColumnSpec("split", StringType, "What parts training and test rows"),
                    new ColumnSpec("classes", IntegerType, "Number of classes"),
                    new ColumnSpec("test_rows", IntegerType, "Rows tested"),
                    new ColumnSpec("macro_f1", DoubleType, "Mean over classes of F1, 0 to 1"),
                    new ColumnSpec("pr_auc", DoubleType, "Area under the precision-recall curve, 0 to 1"),
                    new ColumnSpec("recall_at_1pct_fpr", DoubleType, "Recall at 1 % false positives, 0 to 1"),
                    new ColumnSpec("recall_at_01pct_fpr", DoubleType, "Recall at 0.1 % false positives, 0 to 1"),
                    new ColumnSpec("calibration_error", DoubleType, "Expected calibration error, 10 bins, 0 to 1"),
                    new ColumnSpec("seed", LongType, "What rows and labels were drawn by")));

    private EvaluationsTable() {}

    /** Writes all outcomes of an evaluation that has domains. */
    public static void write(Lake lake, Evaluation evaluation, LocalDate day) {
        Map<String, DomainData> domains =
                evaluation.domains().stream().collect(Collectors.toMap(DomainData::domain, domain -> domain));
        List<Row> rows = evaluation.outcomes().all().stream()
                .map(outcome -> row(evaluation, domains.get(outcome.domain()), day, outcome))
                .toList();
        lake.replaceRows(
                TABLE,
                lake.spark().createDataFrame(rows, TABLE.schema()),
                new PartitionRange(domains.keySet().stream().sorted().toList(), day, day),
                Map.of("task", evaluation.task().name()));
    }

    private static Row row(Evaluation evaluation, DomainData data, LocalDate day, Outcome outcome) {
        Scores scores = outcome.scores();
        return RowFactory.create(
                data.domain(),
                Date.valueOf(day),
                evaluation.task().name(),
                outcome.method(),
                outcome.shots(),
                outcome.draw(),
                data.split().label(),
                data.classes().size(),
                data.testLabels().length,
                scores.macroF1(),
                scores.prAuc(),
                scores.recall1(),
                scores.recall01(),
                scores.calibration(),
                evaluation.seed());
    }
}
