package org.flowfoundry.generation.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What {@code generate --kind flows} made.
 *
 * @param generator the model with its version
 * @param domain that the rows are filed under
 * @param run that the rows name
 * @param rows of the table
 * @param days that they are of, which hold nothing else
 * @param rowsPerSecond of sampling and writing together
 */
public record GenerateFlowsResult(
        String generator, String domain, String run, long rows, int days, double rowsPerSecond) implements JobResult {

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("kind", "flows");
        summary.put("generator", generator);
        summary.put("domain", domain);
        summary.put("run", run);
        summary.put("flows", rows);
        summary.put("days", days);
        summary.put("flows_per_second", Math.round(rowsPerSecond));
        return summary;
    }
}
