package org.flowfoundry.training.gnn;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import org.flowfoundry.training.graph.GraphBatch;

/**
 * What a network sees of the labelled flows of a batch: the flows around them, as many hops as it has layers, of each host the
 * nearest and of each look-back the latest, up to a fan-out that falls from hop to hop (Hamilton et al. 2017, sec. 3.1). With few
 * labels that is a small part of the batch, and training so much quicker.
 */
final class Surroundings {

    private static final int FIRST_FAN_OUT = 16;
    private static final int FALLS_BY = 8;

    private final LabelledGraph graph;
    private final GraphBatch batch;
    private final int[][] sent;
    private final int[][] received;

    private Surroundings(LabelledGraph graph) {
        this.graph = graph;
        this.batch = graph.batch();
        Topology topology = Topology.of(batch);
        this.sent = lists(topology.sent());
        this.received = lists(topology.received());
    }

    /** @param hops layers of the network */
    static LabelledGraph of(LabelledGraph graph, int hops) {
        Surroundings surroundings = new Surroundings(graph);
        return surroundings.cut(surroundings.chosen(hops));
    }

    private static int[][] lists(Edges edges) {
        int[][] lists = new int[edges.receivers()][];
        int from = 0;
        for (int host = 0; host < lists.length; host++) {
            int to = from;
            while (to < edges.count() && edges.to()[to] == host) {
                to++;
            }
            lists[host] = Arrays.copyOfRange(edges.from(), from, to);
            from = to;
        }
        return lists;
    }

    private BitSet chosen(int hops) {
        BitSet chosen = new BitSet(batch.flows());
        for (int flow = 0; flow < batch.flows(); flow++) {
            chosen.set(flow, graph.labels()[flow] != LabelledGraph.NONE);
        }
        int fanOut = FIRST_FAN_OUT;
        for (int hop = 0; hop < hops; hop++) {
            BitSet reached = (BitSet) chosen.clone();
            for (int flow = chosen.nextSetBit(0); flow >= 0; flow = chosen.nextSetBit(flow + 1)) {
                reach(flow, fanOut, reached);
            }
            chosen = reached;
            fanOut = Math.max(2, fanOut / FALLS_BY);
        }
        return chosen;
    }

    private void reach(int flow, int fanOut, BitSet reached) {
        int first = flow * batch.lookBack();
        for (int i = first; i < first + Math.min(batch.lookBack(), fanOut); i++) {
            add(batch.before()[i], reached);
            add(batch.beforeDestination()[i], reached);
        }
        for (int host : new int[] {batch.source()[flow], batch.destination()[flow]}) {
            if (host >= 0) {
                nearest(host, flow, fanOut, reached);
                int before = batch.hostBefore()[host];
                if (before >= 0) {
                    nearest(before, flow, fanOut, reached);
                }
            }
        }
    }

    private void nearest(int host, int flow, int fanOut, BitSet reached) {
        for (int[] list : new int[][] {sent[host], received[host]}) {
            int at = Math.abs(Arrays.binarySearch(list, flow));
            int from = Math.max(0, Math.min(at - fanOut / 2, list.length - fanOut));
            for (int i = from; i < Math.min(list.length, from + fanOut); i++) {
                add(list[i], reached);
            }
        }
    }

    private static void add(int flow, BitSet reached) {
        if (flow >= 0) {
            reached.set(flow);
        }
    }

    /** The chosen flows with all hosts they have, as a batch that asks nothing. */
    private LabelledGraph cut(BitSet chosen) {
        int[] flows = chosen.stream().toArray();
        int[] hosts = hosts(flows);
        IntUnaryOperator flowNumber = numbers(flows, batch.flows());
        IntUnaryOperator hostNumber = numbers(hosts, batch.hosts());
        int lookBack = batch.lookBack();
        int[] none = new int[0];
        GraphBatch small = new GraphBatch(
                batch.domain(),
                flows.length,
                hosts.length,
                rows(batch.values(), flows, batch.fields()),
                renamed(batch.source(), flows, 1, hostNumber),
                renamed(batch.destination(), flows, 1, hostNumber),
                renamed(batch.slot(), flows, 1, i -> i),
                renamed(batch.hostSlot(), hosts, 1, i -> i),
                renamed(batch.hostBefore(), hosts, 1, hostNumber),
                lookBack,
                renamed(batch.before(), flows, lookBack, flowNumber),
                renamed(batch.beforeDestination(), flows, lookBack, flowNumber),
                rows(batch.gaps(), flows, lookBack),
                rows(batch.gapsDestination(), flows, lookBack),
                flags(flows),
                none,
                none,
                none,
                new boolean[0],
                new boolean[0],
                null);
        return new LabelledGraph(small, renamed(graph.labels(), flows, 1, i -> i));
    }

    private int[] hosts(int[] flows) {
        BitSet hosts = new BitSet(batch.hosts());
        for (int flow : flows) {
            for (int host : new int[] {batch.source()[flow], batch.destination()[flow]}) {
                for (int node = host; node >= 0 && !hosts.get(node); node = batch.hostBefore()[node]) {
                    hosts.set(node);
                }
            }
        }
        return hosts.stream().toArray();
    }

    private static IntUnaryOperator numbers(int[] kept, int all) {
        int[] number = new int[all];
        Arrays.fill(number, -1);
        for (int i = 0; i < kept.length; i++) {
            number[kept[i]] = i;
        }
        return old -> old < 0 ? -1 : number[old];
    }

    private static int[] renamed(int[] array, int[] rows, int width, IntUnaryOperator name) {
        int[] some = new int[rows.length * width];
        for (int i = 0; i < some.length; i++) {
            some[i] = name.applyAsInt(array[rows[i / width] * width + i % width]);
        }
        return some;
    }

    private static float[] rows(float[] array, int[] rows, int width) {
        float[] some = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(array, rows[i] * width, some, i * width, width);
        }
        return some;
    }

    private boolean[] flags(int[] flows) {
        boolean[] some = new boolean[flows.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = batch.hidden()[flows[i]];
        }
        return some;
    }
}
