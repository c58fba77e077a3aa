package org.flowfoundry.training.graph;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.sequence.HostHash;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * Flows as points of a graph: what a network sees of them, and where they are cut.
 *
 * @param domains that are known; flows of others are left out
 * @param chunks of each domain by its name
 * @param split which flows may be seen; null = all
 * @param part of the split that is wanted
 */
record FlowPoints(List<GraphDomain> domains, Map<String, Chunks> chunks, Split split, Part part)
        implements MapPartitionsFunction<Row, FlowPoint> {

    private static final Chunks UNTIMED = new Chunks(new long[0], new int[0]);

    /** Flows without hosts are drawn for a part so many at a time. */
    private static final int RECORDS_TOGETHER = 1024;

    @Override
    public Iterator<FlowPoint> call(Iterator<Row> flows) {
        Map<String, Integer> numbers = new HashMap<>();
        domains.forEach(domain -> numbers.put(domain.name(), numbers.size()));
        return Iterators.mapped(flows, row -> point(row, numbers.get(row.<String>getAs("domain"))));
    }

    /** Null where the flow is not to be seen. */
    private FlowPoint point(Row row, Integer domain) {
        if (domain == null || split != null && partOf(row) != part) {
            return null;
        }
        FlowPoint point = new FlowPoint();
        point.setDomain(domain);
        point.setStart(start(row));
        point.setFile(row.getAs("source_file"));
        point.setRecord(row.getAs("source_record"));
        point.setSource(host(row, "source_address"));
        point.setDestination(host(row, "destination_address"));
        float[] values = new float[domains.get(domain).encoder().width()];
        domains.get(domain).encoder().encode(row, values, 0);
        point.setValues(values);
        chunksOf(row).place(point);
        return point;
    }

    private Chunks chunksOf(Row row) {
        return chunks.getOrDefault(row.<String>getAs("domain"), UNTIMED);
    }

    /** What a flow is for: that of its hosts which may be seen least, and test wherever it may lie in the test period. */
    private Part partOf(Row row) {
        Instant testStart = split.testStart();
        if (testStart != null && chunksOf(row).timed()) {
            long start = start(row);
            if (start == FlowPoint.NONE || start >= ChronoUnit.MICROS.between(Instant.EPOCH, testStart)) {
                return Part.TEST;
            }
        }
        String domain = row.getAs("domain");
        String source = row.getAs("source_address");
        String destination = row.getAs("destination_address");
        if (source == null && destination == null) {
            long stretch = row.<Long>getAs("source_record") / RECORDS_TOGETHER;
            return split.hostPart(domain, row.getAs("source_file") + "#" + stretch);
        }
        Part ofSource = source == null ? Part.TRAINING : split.hostPart(domain, source);
        Part ofDestination = destination == null ? Part.TRAINING : split.hostPart(domain, destination);
        return ofSource.compareTo(ofDestination) >= 0 ? ofSource : ofDestination;
    }

    private static long start(Row row) {
        Object start = row.getAs("flow_start");
        Instant instant = start instanceof Timestamp stamp ? stamp.toInstant() : (Instant) start;
        return instant == null ? FlowPoint.NONE : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static long host(Row row, String column) {
        String address = row.getAs(column);
        return address == null ? FlowPoint.NONE : HostHash.of(0, "", address);
    }
}
