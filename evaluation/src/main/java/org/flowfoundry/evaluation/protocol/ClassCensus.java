package org.flowfoundry.evaluation.protocol;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.evaluation.task.Task;

/**
 * Which classes a domain has, and how many rows of each.
 *
 * @param rows per class, its different rows and all of them
 */
record ClassCensus(String domain, Task task, Map<String, Rows> rows) {

    private static final int MOST_CLASSES = 64;
    private static final int LABELS_NAMED = 20;

    record Rows(long distinct, long all) {}

    /** Counts the rows of {@link LabelledFlows#distinct}. */
    static ClassCensus of(String domain, Task task, Dataset<Row> distinct) {
        Map<String, Rows> rows = new TreeMap<>();
        for (Row row : distinct.groupBy("class")
                .agg(count(lit(1)), sum("copies"))
                .limit(10 * MOST_CLASSES)
                .collectAsList()) {
            rows.put(row.getString(0), new Rows(row.getLong(1), row.getLong(2)));
        }
        return new ClassCensus(domain, task, rows);
    }

    long distinct() {
        return rows.values().stream().mapToLong(Rows::distinct).sum();
    }

    long labelled() {
        return rows.values().stream().mapToLong(Rows::all).sum();
    }

    /**
     * The classes with enough rows, the ordinary one first, then the most frequent.
     *
     * @param flows of the domain, for what an error says of their labels
     * @param notes takes which classes are left out
     */
    List<String> classes(Dataset<Row> flows, List<String> notes) {
        requireLabels(flows);
        List<String> classes = new ArrayList<>();
        rows.forEach((name, counts) -> {
            if (counts.distinct >= Protocol.LEAST_ROWS) {
                classes.add(name);
            } else {
                notes.add("Class " + name + " is left out: it has " + counts.distinct + " different rows, fewer than "
                        + Protocol.LEAST_ROWS + ".");
            }
        });
        if (classes.size() < 2) {
            List<String> there = new ArrayList<>();
            rows.forEach((name, counts) -> there.add(name + " with " + counts.distinct));
            throw EvaluationErrors.tooFewClasses(domain, task.name(), there, Protocol.LEAST_ROWS);
        }
        classes.sort(Comparator.<String>comparingInt(name -> name.equals(task.ordinary()) ? 0 : 1)
                .thenComparingLong(name -> -rows.get(name).distinct));
        return classes;
    }

    private void requireLabels(Dataset<Row> flows) {
        if (rows.isEmpty()) {
            throw EvaluationErrors.noLabels(
                    domain,
                    task.name(),
                    task.labelColumn().equals("label") ? "a label" : "a value in column " + task.labelColumn());
        }
        if (rows.size() > MOST_CLASSES) {
            throw EvaluationErrors.tooManyClasses(domain, task.name(), rows.size(), MOST_CLASSES);
        }
        if (task.ordinary() != null && rows.size() == 1 && rows.containsKey(task.ordinary())) {
            throw EvaluationErrors.labelsMeanNothing(domain, task.name(), labels(flows));
        }
        if (task.ordinary() != null && !rows.containsKey(task.ordinary())) {
            throw EvaluationErrors.nothingOrdinary(domain, task.name(), labels(flows));
        }
    }

    private List<String> labels(Dataset<Row> flows) {
        return flows
                .where(col(task.labelColumn()).isNotNull())
                .groupBy(task.labelColumn())
                .count()
                .orderBy(col("count").desc(), col(task.labelColumn()))
                .limit(LABELS_NAMED)
                .collectAsList()
                .stream()
                .map(row -> "'" + row.getString(0) + "'")
                .toList();
    }
}
