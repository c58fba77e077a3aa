package org.flowfoundry.training.adapt;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What {@code finetune} came to.
 *
 * @param model the version registered, as in {@code name:v1}
 * @param parent the version it was made from
 * @param labels per class how many were learned from
 * @param available per class how many there were to draw from
 * @param metrics by name, as in the model's card; NaN where one could not be measured
 */
public record FinetuneResult(
        String model,
        String parent,
        String task,
        Map<String, Long> labels,
        Map<String, Long> available,
        Map<String, Double> metrics)
        implements JobResult {

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", model);
        summary.put("from", parent);
        summary.put("task", task);
        summary.put("labels", labels);
        summary.put("labels_available", available);
        summary.putAll(metrics);
        return summary;
    }
}
