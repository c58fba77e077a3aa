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

/**
 * Flows as points of a graph: what a network sees of them, and where they are cut.
 *
 * @param domains that are known; flows of others are left out
 * @param chunks of each domain by its name
 * @param part of the flows that is wanted; null = all
 */
record FlowPoints(List<GraphDomain> domains, Map<String, Chunks> chunks, FlowPart part)
        implements MapPartitionsFunction<Row, FlowPoint> {

    private static final Chunks UNTIMED = new Chunks(new long[0], new int[0]);

    @Override
    public Iterator<FlowPoint> call(Iterator<Row> flows) {
        Map<String, Integer> numbers = new HashMap<>();
        domains.forEach(domain -> numbers.put(domain.name(), numbers.size()));
        return Iterators.mapped(flows, row -> point(row, numbers.get(row.<String>getAs("domain"))));
    }

    /** Null where the flow is not to be seen. */
    private FlowPoint point(Row row, Integer domain) {
        if (domain == null || part != null && !part.holds(row)) {
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
        chunks.getOrDefault(row.<String>getAs("domain"), UNTIMED).place(point);
        return point;
    }

    /** Start of a flow, microseconds since 1970 UTC. */
    static long start(Row row) {
        Object start = row.getAs("flow_start");
        Instant instant = start instanceof Timestamp stamp ? stamp.toInstant() : (Instant) start;
        return instant == null ? FlowPoint.NONE : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static long host(Row row, String column) {
        String address = row.getAs(column);
        return address == null ? FlowPoint.NONE : HostHash.of(0, "", address);
    }
}
