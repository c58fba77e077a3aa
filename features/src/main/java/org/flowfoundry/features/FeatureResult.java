package org.flowfoundry.features;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What {@code features} did.
 *
 * @param flows flows read
 * @param flowsWithoutTime those of them without flow_start, which have flow features but no place in the series
 * @param flowFeatures rows written to {@code flow_features}
 * @param hostWindows rows written to {@code host_series}
 */
public record FeatureResult(long flows, long flowsWithoutTime, long flowFeatures, long hostWindows)
        implements JobResult {

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("flows", flows);
        summary.put("flows_without_time", flowsWithoutTime);
        summary.put("flow_features", flowFeatures);
        summary.put("host_series", hostWindows);
        return summary;
    }
}
