package org.flowfoundry.training.score;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flowfoundry.training.TrainingErrors;

/**
 * What {@code forecast} is asked for.
 *
 * @param lake folder or URI of the lake
 * @param model as in {@code name} or {@code name:v3}
 * @param domains networks; empty = all
 * @param at the time that is taken for now; null = the end of the last window there is
 * @param horizon windows ahead
 * @param samples futures that are drawn per host
 * @param features columns of {@code host_series} that the model reads; empty = volumes and flows
 * @param leastWindows hosts with fewer windows in the two days before are left out
 * @param seed draws the futures
 */
public record ForecastOptions(
        String lake,
        String model,
        List<String> domains,
        Instant at,
        int horizon,
        int samples,
        List<String> features,
        int leastWindows,
        long seed) {

    private static final int MOST = 10_000;

    public ForecastOptions {
        domains = List.copyOf(domains);
        features = List.copyOf(features);
        requireOnce(features);
        require("horizon", horizon);
        require("samples", samples);
        require("least-windows", leastWindows);
    }

    /** An hour of five-minute windows ahead, by 100 futures of each host that was active three times. */
    public static ForecastOptions defaults(String lake, String model) {
        return new ForecastOptions(lake, model, List.of(), null, 12, 100, List.of(), 3, 1);
    }

    private static void requireOnce(List<String> features) {
        Set<String> seen = new HashSet<>();
        for (String feature : features) {
            if (!seen.add(feature)) {
                throw TrainingErrors.featureTwice(feature);
            }
        }
    }

    private static void require(String option, int value) {
        if (value < 1 || value > MOST) {
            throw TrainingErrors.outOfRange(option, value, 1, MOST);
        }
    }
}
