package org.flowfoundry.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;

/**
 * The flows that a job was asked to work on.
 *
 * @param rows rows of the table {@code flows}
 * @param total how many there are
 * @param withoutTime how many of them have no flow_start, and so no place in a series or a graph
 */
record FlowInput(Dataset<Row> rows, long total, long withoutTime) {

    private static final int DOMAINS_NAMED = 10;

    /** Reads and counts them; having none is an error that says which there are. */
    static FlowInput of(Lake lake, PartitionRange range) {
        Dataset<Row> rows = lake.read(IngestTables.FLOWS, range);
        Row counts = rows.agg(count(lit(1)), count(col("flow_start"))).first();
        if (counts.getLong(0) == 0) {
            throw FeatureErrors.noFlows(lake.uri(), asked(range), present(lake));
        }
        return new FlowInput(rows, counts.getLong(0), counts.getLong(0) - counts.getLong(1));
    }

    private static String asked(PartitionRange range) {
        String domains = range.domains().isEmpty() ? "any domain" : "domain " + String.join(", ", range.domains());
        if (range.from() == null && range.to() == null) {
            return domains;
        }
        return domains + " on " + (range.from() == null ? "" : range.from()) + ".."
                + (range.to() == null ? "" : range.to());
    }

    private static List<String> present(Lake lake) {
        return lake
                .read(IngestTables.FLOWS)
                .groupBy("domain")
                .agg(min("date"), max("date"))
                .orderBy("domain")
                .limit(DOMAINS_NAMED)
                .collectAsList()
                .stream()
                .map(row -> "domain " + row.getString(0) + " on " + row.get(1) + ".." + row.get(2))
                .toList();
    }
}
