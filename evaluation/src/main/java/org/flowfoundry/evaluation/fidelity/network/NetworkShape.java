package org.flowfoundry.evaluation.fidelity.network;

import java.util.Map;

/**
 * The shape of a network: aggregates, whatever its size.
 *
 * @param statistics those that are defined; none of hosts where flows have no addresses
 * @param distributions by bin: of degrees the logarithm to base 2, of hours the hour
 */
public record NetworkShape(Map<Statistic, Double> statistics, Map<Distribution, Map<Integer, Long>> distributions) {

    public NetworkShape {
        statistics = Map.copyOf(statistics);
        distributions = Map.copyOf(distributions);
    }
}
