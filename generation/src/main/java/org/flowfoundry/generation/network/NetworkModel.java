package org.flowfoundry.generation.network;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network's hosts and who talks to whom, without any of its addresses. It is JSON, and part of a generator.
 *
 * @param hosts of each role
 * @param talks what roles have to do with each other
 * @param days share of the flows of each day of the week, Monday first; of a network without times all alike
 * @param hours that were seen
 * @param burst share of a pair's flows that follow the one before within a minute
 * @param burstSeconds median time between such
 */
public record NetworkModel(
        Map<String, Long> hosts, List<Talk> talks, double[] days, int hours, double burst, double burstSeconds)
        implements Serializable {

    public NetworkModel {
        if (days == null || days.length != 7 || !(burst >= 0 && burst <= 1) || hours < 1) {
            throw new IllegalArgumentException("a model of a network needs seven days, hours and a share of bursts");
        }
        hosts = new TreeMap<>(hosts);
        talks = List.copyOf(talks);
    }

    /** Whether the network has addresses at all. */
    boolean hasHosts() {
        return !talks.isEmpty();
    }
}
