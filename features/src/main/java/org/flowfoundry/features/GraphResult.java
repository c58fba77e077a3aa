package org.flowfoundry.features;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What {@code graph} did.
 *
 * @param flows flows read
 * @param flowsWithoutTime those of them without flow_start, which have no place in the graph
 * @param rows rows written, by table
 */
public record GraphResult(long flows, long flowsWithoutTime, Map<String, Long> rows) implements JobResult {

    public GraphResult {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("flows", flows);
        summary.put("flows_without_time", flowsWithoutTime);
        summary.putAll(rows);
        return summary;
    }
}
