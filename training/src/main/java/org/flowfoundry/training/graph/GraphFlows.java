package org.flowfoundry.training.graph;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableState;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.sequence.Split;

/**
 * The flows that a graph network learns from.
 *
 * @param rows of the table {@code flows}
 * @param domains that they are of, by name
 * @param timed those of them whose flows have times
 * @param from first day, UTC
 * @param to last day (inclusive)
 * @param version changes whenever the rows may have changed
 */
public record GraphFlows(
        Dataset<Row> rows, List<String> domains, Set<String> timed, LocalDate from, LocalDate to, String version) {

    public GraphFlows {
        domains = List.copyOf(domains);
        timed = Set.copyOf(timed);
    }

    /** Opens a lake's flows; having none is an error. */
    public static GraphFlows open(Lake lake, PartitionRange range) {
        TableState state = TableState.of(lake, IngestTables.FLOWS, range);
        Dataset<Row> rows = lake.read(IngestTables.FLOWS, range);
        List<Row> found = rows.groupBy("domain")
                .agg(count(col("flow_start")), min("date"), max("date"))
                .orderBy("domain")
                .collectAsList();
        if (found.isEmpty()) {
            throw TrainingErrors.noFlows(lake.uri(), range, domains(lake));
        }
        return new GraphFlows(
                rows,
                found.stream().map(row -> row.getString(0)).toList(),
                found.stream()
                        .filter(row -> row.getLong(1) > 0)
                        .map(row -> row.getString(0))
                        .collect(Collectors.toSet()),
                found.stream().map(row -> day(row, 2)).min(LocalDate::compareTo).orElseThrow(),
                found.stream().map(row -> day(row, 3)).max(LocalDate::compareTo).orElseThrow(),
                state.version() + " " + range);
    }

    private static List<String> domains(Lake lake) {
        return lake.read(IngestTables.FLOWS).select("domain").distinct().orderBy("domain").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static LocalDate day(Row row, int column) {
        return LocalDate.parse(String.valueOf(row.get(column)));
    }

    /** The part of a split. */
    public FlowPart part(FlowSplit split, Split.Part part) {
        return new FlowPart(split, part, timed);
    }

    /** The flows of one domain. */
    public Dataset<Row> of(String domain) {
        return rows.where(col("domain").equalTo(domain));
    }
}
