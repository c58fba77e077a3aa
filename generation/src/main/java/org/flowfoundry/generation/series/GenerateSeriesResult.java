package org.flowfoundry.generation.series;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What came of a generation.
 *
 * @param model its name
 * @param version of the model
 * @param run of the rows in {@code synthetic_series}
 * @param series learned from
 * @param parameters how many numbers the model learned
 * @param trainingLoss of the last round: of tokens nats per series, else the mean squared error of velocities
 * @param validationLoss likewise, of series that were not learned from, by the parameters that were kept
 * @param rows written
 * @param residual mean distance of generated matrices to the nearest valid fields; null where fields were not what was generated
 * @param byLabel rows of each class
 */
public record GenerateSeriesResult(
        String model,
        String version,
        String run,
        long series,
        long parameters,
        Double trainingLoss,
        Double validationLoss,
        long rows,
        Double residual,
        Map<String, Long> byLabel)
        implements JobResult {

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", model);
        summary.put("version", version);
        summary.put("run", run);
        summary.put("series", series);
        summary.put("classes", byLabel.size());
        summary.put("parameters", parameters);
        summary.put("training_loss", trainingLoss);
        summary.put("validation_loss", validationLoss);
        summary.put("rows", rows);
        summary.put("residual", residual);
        return summary;
    }
}
