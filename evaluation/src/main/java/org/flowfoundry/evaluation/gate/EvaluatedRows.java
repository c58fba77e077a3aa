package org.flowfoundry.evaluation.gate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.evaluation.report.EvaluationsTable;
import org.flowfoundry.evaluation.task.Task;

/** What the table {@code evaluations} says of some methods in a task. */
final class EvaluatedRows {

    private final Dataset<Row> rows;

    EvaluatedRows(Lake lake, Task task, Collection<String> methods) {
        this.rows = lake.read(EvaluationsTable.TABLE)
                .where(col("task").equalTo(task.name()).and(col("method").isin(methods.toArray())));
    }

    /** One draw of labels: the same rows, split the same. */
    record Cell(String domain, int shots, int draw, long seed, String split) {}

    /**
     * A day with evaluations.
     *
     * @param together methods that were evaluated in one cell or more together
     */
    record Day(LocalDate date, Set<Set<String>> together) {

        boolean has(String method, String other) {
            return together.stream().anyMatch(methods -> methods.contains(method) && methods.contains(other));
        }
    }

    /** The latest first. */
    List<Day> days() {
        Map<LocalDate, Set<Set<String>>> together = new HashMap<>();
        for (Row row : rows.groupBy("date", "domain", "shots", "draw", "seed", "split")
                .agg(collect_set("method").as("methods"))
                .select("date", "methods")
                .distinct()
                .collectAsList()) {
            List<String> methods = row.getList(1);
            together.computeIfAbsent(row.<Date>getAs("date").toLocalDate(), day -> new HashSet<>())
                    .add(Set.copyOf(methods));
        }
        List<Day> days = new ArrayList<>();
        together.forEach((date, sets) -> days.add(new Day(date, sets)));
        days.sort((one, other) -> other.date.compareTo(one.date));
        return days;
    }

    /** Macro-F1 of methods by cell, on one day. */
    Map<String, Map<Cell, Double>> scores(Day day) {
        Map<String, Map<Cell, Double>> scores = new HashMap<>();
        for (Row row : rows.where(col("date").equalTo(Date.valueOf(day.date))).collectAsList()) {
            Cell cell = new Cell(
                    row.getAs("domain"), row.getAs("shots"), row.getAs("draw"), row.getAs("seed"), row.getAs("split"));
            scores.computeIfAbsent(row.getAs("method"), method -> new HashMap<>())
                    .put(cell, row.getAs("macro_f1"));
        }
        return scores;
    }
}
