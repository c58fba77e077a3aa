package org.flowfoundry.training.graph;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.graph.FlowSplit.Unit;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * Flows of a part of a split. Where hosts are drawn, a flow is for what that of its hosts is for which may be seen least, so that
 * a test host is in no flow of another part; in the test period it is for the test.
 *
 * @param timed domains whose flows have times: a flow of theirs without one may lie in the test period
 */
public record FlowPart(FlowSplit split, Part part, Set<String> timed) implements Serializable {

    /** Columns of {@code flows} that it looks at. */
    public static final List<String> COLUMNS =
            List.of("domain", "flow_start", "source_address", "destination_address", "source_file", "source_record");

    public FlowPart {
        timed = Set.copyOf(timed);
    }

    /** The rows of {@code flows} that belong to it. */
    public Dataset<Row> of(Dataset<Row> flows) {
        FilterFunction<Row> belongs = this::holds;
        return flows.filter(belongs);
    }

    /** Whether a row with {@link #COLUMNS} belongs to it. */
    public boolean holds(Row row) {
        return partOf(row) == part;
    }

    private Part partOf(Row row) {
        String domain = row.getAs("domain");
        Split shares = split.shares();
        Instant testStart = shares.testStart();
        if (testStart != null && timed.contains(domain)) {
            long start = FlowPoints.start(row);
            if (start == FlowPoint.NONE || start >= ChronoUnit.MICROS.between(Instant.EPOCH, testStart)) {
                return Part.TEST;
            }
        }
        String source = row.getAs("source_address");
        String destination = row.getAs("destination_address");
        if (split.unit() == Unit.STRETCHES || source == null && destination == null) {
            long stretch = row.<Long>getAs("source_record") / FlowSplit.STRETCH;
            return shares.hostPart(domain, row.getAs("source_file") + "#" + stretch);
        }
        Part ofSource = source == null ? Part.TRAINING : shares.hostPart(domain, source);
        Part ofDestination = destination == null ? Part.TRAINING : shares.hostPart(domain, destination);
        if (ofSource == Part.TEST || ofDestination == Part.TEST) {
            return Part.TEST;
        }
        return ofSource == Part.VALIDATION ? ofSource : ofDestination;
    }
}
