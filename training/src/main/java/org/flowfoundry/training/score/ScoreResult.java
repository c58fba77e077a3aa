package org.flowfoundry.training.score;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What {@code score} did.
 *
 * @param model the model's version, as in {@code name:v3}
 * @param task what the model was adapted to; null where to nothing
 * @param windows host windows scored
 * @param positives those decided to be what the task looks for; 0 without a task of two classes
 */
public record ScoreResult(String model, String task, long windows, long positives) implements JobResult {

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", model);
        summary.put("task", task);
        summary.put("windows", windows);
        summary.put("positives", positives);
        return summary;
    }
}
