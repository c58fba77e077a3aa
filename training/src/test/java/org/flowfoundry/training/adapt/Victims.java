package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.IngestTables;

/** Tells those whom a labelled flow was aimed at from those it came from. */
public final class Victims {

    private Victims() {}

    /** Windows in which a flow of a task's labels has the host as its destination: domain, host, window in microseconds. */
    public static Dataset<Row> of(LabelRequest request, String task) {
        Dataset<Row> flows = request.lake()
                .read(IngestTables.FLOWS, request.range())
                .where(col("label").isNotNull().and(FlowRule.of(task).matches(col("label"))));
        return request.series()
                .placed(flows)
                .select(col("domain"), col("destination_address").as("host"), col("window"))
                .distinct();
    }
}
