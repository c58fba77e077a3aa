package org.flowfoundry.training.pretrain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What {@code pretrain} made.
 *
 * @param version of the model that was registered
 * @param windows host windows it learned from
 * @param steps made
 * @param trainingLoss of the last round, nats per value; null where no loss was finite
 * @param validationLoss of the parameters that were kept; null without validation
 */
public record PretrainResult(
        String model,
        String version,
        String path,
        long parameters,
        long windows,
        long validationWindows,
        int workers,
        long steps,
        Double trainingLoss,
        Double validationLoss,
        double tokensPerSecond)
        implements JobResult {

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", model);
        summary.put("version", version);
        summary.put("parameters", parameters);
        summary.put("windows", windows);
        summary.put("validation_windows", validationWindows);
        summary.put("workers", workers);
        summary.put("steps", steps);
        summary.put("training_loss", trainingLoss);
        summary.put("validation_loss", validationLoss);
        summary.put("tokens_per_second", Math.round(tokensPerSecond));
        summary.put("path", path);
        return summary;
    }
}
