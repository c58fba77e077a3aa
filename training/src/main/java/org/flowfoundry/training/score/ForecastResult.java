package org.flowfoundry.training.score;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What {@code forecast} did.
 *
 * @param model the model's version, as in {@code name:v3}
 * @param issuedAt the time that was taken for now, UTC in ISO 8601
 * @param hosts whose windows were forecast
 * @param rows written to {@code forecasts}
 */
public record ForecastResult(String model, String issuedAt, long hosts, long rows) implements JobResult {

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", model);
        summary.put("issued_at", issuedAt);
        summary.put("hosts", hosts);
        summary.put("forecasts", rows);
        return summary;
    }
}
