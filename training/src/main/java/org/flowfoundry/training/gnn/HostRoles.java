package org.flowfoundry.training.gnn;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What is known of a host node before any message: how many flows it sent and got in its slot, to and from how many
 * peers, and whether it is new. Counted over visible flows only, as log(1 + n).
 */
final class HostRoles {

    static final int WIDTH = 5;

    private final Topology topology;

    HostRoles(Topology topology) {
        this.topology = topology;
    }

    /** Puts (hosts, {@link #WIDTH}). */
    void put(FloatBuffer into) {
        int hosts = topology.earlierHosts().receivers();
        int[][] counts = new int[WIDTH][hosts];
        count(topology.sent(), counts[0]);
        count(topology.received(), counts[1]);
        countPeers(counts[2], counts[3]);
        count(topology.earlierHosts(), counts[4]);
        for (int host = 0; host < hosts; host++) {
            for (int[] count : counts) {
                into.put((float) Math.log1p(count[host]));
            }
        }
    }

    private static void count(Edges edges, int[] into) {
        for (int receiver : edges.to()) {
            into[receiver]++;
        }
    }

    private void countPeers(int[] out, int[] in) {
        int[] peers = new int[topology.sources().receivers()];
        Arrays.fill(peers, -1);
        Edges destinations = topology.destinations();
        for (int e = 0; e < destinations.count(); e++) {
            peers[destinations.to()[e]] = destinations.from()[e];
        }
        Edges sources = topology.sources();
        long[] pairs = new long[sources.count()];
        int count = 0;
        for (int e = 0; e < pairs.length; e++) {
            int peer = peers[sources.to()[e]];
            if (peer >= 0) {
                pairs[count++] = ((long) sources.from()[e] << Integer.SIZE) | peer;
            }
        }
        Arrays.sort(pairs, 0, count);
        for (int i = 0; i < count; i++) {
            if (i == 0 || pairs[i] != pairs[i - 1]) {
                out[(int) (pairs[i] >>> Integer.SIZE)]++;
                in[(int) pairs[i]]++;
            }
        }
    }
}
