package org.flowfoundry.training.pretrain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What {@code pretrain} made.
 *
 * @param version of the model that was registered
 * @param examples what it learned from
 * @param steps made
 * @param trainingLoss of the last round, nats per value; null where no loss was finite
 * @param validationLoss of the parameters that were kept; null without validation
 * @param metrics what its card says of it, by name
 */
public record PretrainResult(
        String model,
        String version,
        String path,
        long parameters,
        Examples examples,
        int workers,
        long steps,
        Double trainingLoss,
        Double validationLoss,
        Map<String, Double> metrics,
        double tokensPerSecond)
        implements JobResult {

    private static final String LINKS = "link_";

    /**
     * How much there was to learn from.
     *
     * @param unit what is counted: {@code windows} of hosts, or {@code flows}
     */
    public record Examples(String unit, long training, long validation) {}

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", model);
        summary.put("version", version);
        summary.put("parameters", parameters);
        summary.put(examples.unit(), examples.training());
        summary.put("validation_" + examples.unit(), examples.validation());
        summary.put("workers", workers);
        summary.put("steps", steps);
        summary.put("training_loss", trainingLoss);
        summary.put("validation_loss", validationLoss);
        metrics.entrySet().stream()
                .filter(metric -> metric.getKey().startsWith(LINKS))
                .forEach(metric -> summary.put(metric.getKey(), metric.getValue()));
        summary.put("tokens_per_second", Math.round(tokensPerSecond));
        summary.put("path", path);
        return summary;
    }
}
