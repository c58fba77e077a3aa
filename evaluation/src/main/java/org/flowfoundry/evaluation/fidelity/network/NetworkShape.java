package org.flowfoundry.evaluation.fidelity.network;

import java.util.HashMap;
import java.util.Map;

/**
 * The shape of a network: aggregates, whatever its size.
 *
 * @param statistics those that are defined; none of hosts where flows have no addresses
 * @param distributions by bin: of sizes eighths of the logarithm to base 2, of hours the hour, of correlations twentieths
 */
public record NetworkShape(Map<Statistic, Double> statistics, Map<Distribution, Map<Integer, Long>> distributions) {

    public NetworkShape {
        statistics = Map.copyOf(statistics);
        distributions = Map.copyOf(distributions);
    }

    /** Whether there is anything to compare. */
    public boolean isEmpty() {
        return statistics.isEmpty() && distributions.isEmpty();
    }

    /** A distribution in steps; empty where it is not defined. */
    public Map<Integer, Long> steps(Distribution distribution) {
        Map<Integer, Long> steps = new HashMap<>();
        distributions
                .getOrDefault(distribution, Map.of())
                .forEach((bin, count) -> steps.merge(Math.floorDiv(bin, distribution.binsPerStep()), count, Long::sum));
        return steps;
    }
}
