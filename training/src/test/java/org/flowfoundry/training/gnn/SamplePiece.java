package org.flowfoundry.training.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.flowfoundry.training.graph.GraphBatch;

/** Makes a batch of flows that are in order of time. */
final class SamplePiece {

    private final List<SampleFlow> flows;
    private final int lookBack;
    private final double masked;
    private final SplittableRandom random;
    private final Map<Long, Integer> nodes = new HashMap<>();
    private final List<Integer> nodeHosts = new ArrayList<>();
    private final List<Integer> nodeSlots = new ArrayList<>();
    private final Set<Long> linked = new HashSet<>();
    private final List<int[]> questions = new ArrayList<>();

    SamplePiece(List<SampleFlow> flows, int lookBack, double masked, SplittableRandom random) {
        this.flows = flows;
        this.lookBack = lookBack;
        this.masked = masked;
        this.random = random;
    }

    GraphBatch batch() {
        int count = flows.size();
        int fields = flows.get(0).values().length;
        float[] values = new float[count * fields];
        int[] source = new int[count];
        int[] destination = new int[count];
        int[] slot = new int[count];
        boolean[] hidden = new boolean[count];
        for (int i = 0; i < count; i++) {
            SampleFlow flow = flows.get(i);
            System.arraycopy(flow.values(), 0, values, i * fields, fields);
            source[i] = node(flow.client(), flow.slot());
            destination[i] = node(flow.server(), flow.slot());
            linked.add(pair(source[i], destination[i]));
            slot[i] = flow.slot();
            hidden[i] = flow.hidden();
        }
        int[] before = new int[count * lookBack];
        int[] beforeDestination = new int[count * lookBack];
        float[] gaps = lookBack(before, true);
        float[] gapsDestination = lookBack(beforeDestination, false);
        ask(source, destination, hidden);
        return new GraphBatch(
                0,
                count,
                nodeHosts.size(),
                values,
                source,
                destination,
                slot,
                ints(nodeSlots),
                hostsBefore(source, destination, hidden),
                lookBack,
                before,
                beforeDestination,
                gaps,
                gapsDestination,
                hidden,
                column(0),
                column(1),
                column(2),
                flags(3),
                flags(4),
                masks(values.length, fields, hidden));
    }

    private int node(int host, int slot) {
        return nodes.computeIfAbsent(pair(host, slot), key -> {
            nodeHosts.add(host);
            nodeSlots.add(slot);
            return nodeHosts.size() - 1;
        });
    }

    private static long pair(int a, int b) {
        return ((long) a << 32) | b;
    }

    private float[] lookBack(int[] before, boolean ofSource) {
        Arrays.fill(before, -1);
        float[] gaps = new float[before.length];
        Map<Integer, List<Integer>> past = new HashMap<>();
        for (int i = 0; i < flows.size(); i++) {
            SampleFlow flow = flows.get(i);
            if (!flow.hidden()) {
                List<Integer> own =
                        past.computeIfAbsent(ofSource ? flow.client() : flow.server(), host -> new ArrayList<>());
                for (int j = 0; j < Math.min(lookBack, own.size()); j++) {
                    int earlier = own.get(own.size() - 1 - j);
                    before[i * lookBack + j] = earlier;
                    gaps[i * lookBack + j] =
                            (float) Math.log1p(flow.time() - flows.get(earlier).time());
                }
                own.add(i);
            }
        }
        return gaps;
    }

    private int[] hostsBefore(int[] source, int[] destination, boolean[] hidden) {
        boolean[] active = new boolean[nodeHosts.size()];
        for (int i = 0; i < source.length; i++) {
            active[source[i]] |= !hidden[i];
            active[destination[i]] |= !hidden[i];
        }
        int[] before = new int[active.length];
        Map<Integer, Integer> last = new HashMap<>();
        for (int node = 0; node < before.length; node++) {
            before[node] = last.getOrDefault(nodeHosts.get(node), -1);
            if (active[node]) {
                last.put(nodeHosts.get(node), node);
            }
        }
        return before;
    }

    /** A positive and a negative for each hidden flow; every other negative is one of about the same degree. */
    private void ask(int[] source, int[] destination, boolean[] hidden) {
        int[] degrees = new int[nodeHosts.size()];
        for (int i = 0; i < source.length; i++) {
            if (!hidden[i]) {
                degrees[source[i]]++;
                degrees[destination[i]]++;
            }
        }
        for (int i = 0; i < source.length; i++) {
            if (hidden[i]) {
                int flow = i;
                List<Integer> others = new ArrayList<>();
                for (int node = 0; node < degrees.length; node++) {
                    boolean sameSlot = nodeSlots.get(node).equals(nodeSlots.get(source[i]));
                    if (sameSlot && node != source[i] && !linked.contains(pair(source[i], node))) {
                        others.add(node);
                    }
                }
                if (!others.isEmpty()) {
                    boolean hard = random.nextBoolean();
                    int start = random.nextInt(others.size());
                    Collections.rotate(others, start);
                    int other = hard
                            ? others.stream()
                                    .min(Comparator.comparingInt(
                                            node -> Math.abs(degrees[node] - degrees[destination[flow]])))
                                    .orElseThrow()
                            : others.get(0);
                    questions.add(new int[] {source[i], destination[i], i, 1, 0});
                    questions.add(new int[] {source[i], other, i, 0, hard ? 1 : 0});
                }
            }
        }
    }

    private boolean[] masks(int size, int fields, boolean[] hidden) {
        boolean[] masks = new boolean[size];
        for (int i = 0; i < size; i++) {
            masks[i] = !hidden[i / fields] && random.nextDouble() < masked;
        }
        return masks;
    }

    private int[] column(int which) {
        return questions.stream().mapToInt(question -> question[which]).toArray();
    }

    private boolean[] flags(int which) {
        boolean[] flags = new boolean[questions.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = questions.get(i)[which] == 1;
        }
        return flags;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }
}
