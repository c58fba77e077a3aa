package org.flowfoundry.training.gnn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowfoundry.training.graph.GraphBatch;

/**
 * Who is linked with whom by the visible flows of a batch, all slots together: what link heuristics go by. They even see slots
 * after the one that is asked about, which a network does not.
 */
final class VisibleGraph {

    /** (host nodes): the first node of the same host. */
    private final int[] host;

    private final List<Set<Integer>> neighbours = new ArrayList<>();
    private final int[] received;
    private final Map<Long, Integer> flows = new HashMap<>();

    VisibleGraph(GraphBatch batch) {
        host = new int[batch.hosts()];
        for (int node = 0; node < host.length; node++) {
            int before = batch.hostBefore()[node];
            host[node] = before < 0 ? node : host[before];
            neighbours.add(new HashSet<>());
        }
        received = new int[host.length];
        for (int flow = 0; flow < batch.flows(); flow++) {
            int source = batch.source()[flow];
            int destination = batch.destination()[flow];
            if (!batch.hidden()[flow] && source >= 0 && destination >= 0) {
                link(host[source], host[destination]);
            }
        }
    }

    private void link(int source, int destination) {
        neighbours.get(source).add(destination);
        neighbours.get(destination).add(source);
        received[destination]++;
        flows.merge(pair(source, destination), 1, Integer::sum);
    }

    private static long pair(int source, int destination) {
        return ((long) source << Integer.SIZE) | destination;
    }

    private Set<Integer> of(int node) {
        return neighbours.get(host[node]);
    }

    /** Hosts that both are linked with; the smaller set is gone through. */
    List<Integer> common(int source, int destination) {
        Set<Integer> few = of(source);
        Set<Integer> many = of(destination);
        if (few.size() > many.size()) {
            Set<Integer> swapped = few;
            few = many;
            many = swapped;
        }
        return few.stream().filter(many::contains).toList();
    }

    /** How many hosts a host is linked with. */
    int degree(int node) {
        return of(node).size();
    }

    /** How many flows came to a host. */
    int received(int node) {
        return received[host[node]];
    }

    /** How many flows went from one host to another. */
    int flows(int source, int destination) {
        return flows.getOrDefault(pair(host[source], host[destination]), 0);
    }
}
