package org.flowfoundry.training.graph;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableState;
import org.flowfoundry.training.TrainingErrors;

/**
 * The flows that a graph network learns from.
 *
 * @param rows of the table {@code flows}
 * @param domains that they are of, by name
 * @param version changes whenever the rows may have changed
 */
public record GraphFlows(Dataset<Row> rows, List<String> domains, String version) {

    public GraphFlows {
        domains = List.copyOf(domains);
    }

    /** Opens a lake's flows; having none is an error. */
    public static GraphFlows open(Lake lake, PartitionRange range) {
        TableState state = TableState.of(lake, IngestTables.FLOWS, range);
        Dataset<Row> rows = lake.read(IngestTables.FLOWS, range);
        List<String> domains = rows.select("domain").distinct().orderBy("domain").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        if (domains.isEmpty()) {
            throw TrainingErrors.noFlows(lake.uri(), range);
        }
        return new GraphFlows(rows, domains, state.version() + " " + range);
    }

    /** The flows of one domain. */
    public Dataset<Row> of(String domain) {
        return rows.where(col("domain").equalTo(domain));
    }
}
