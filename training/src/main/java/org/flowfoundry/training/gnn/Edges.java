package org.flowfoundry.training.gnn;

import java.util.Arrays;

/**
 * Who hears from whom, sorted by receiver: the cost of everything done with them is linear in their number, however many of
 * them one busy host has.
 *
 * @param to (edges): receivers, going up
 * @param from (edges): senders
 * @param gaps (edges): log(1 + seconds) between the two; null where they are of one time
 */
record Edges(int receivers, int senders, int[] to, int[] from, float[] gaps) {

    /** @param sender (receivers): the only one that each hears from, or -1 */
    static Edges single(int[] sender, int senders) {
        int[] to = new int[sender.length];
        int[] from = new int[sender.length];
        int count = 0;
        for (int i = 0; i < sender.length; i++) {
            if (sender[i] >= 0) {
                to[count] = i;
                from[count++] = sender[i];
            }
        }
        return new Edges(sender.length, senders, Arrays.copyOf(to, count), Arrays.copyOf(from, count), null);
    }

    /** The other way round: who sent to several now hears from them. */
    Edges reversed() {
        int[] next = new int[senders + 1];
        for (int sender : from) {
            next[sender + 1]++;
        }
        for (int i = 0; i < senders; i++) {
            next[i + 1] += next[i];
        }
        int[] newTo = new int[from.length];
        int[] newFrom = new int[from.length];
        for (int e = 0; e < from.length; e++) {
            int at = next[from[e]]++;
            newTo[at] = from[e];
            newFrom[at] = to[e];
        }
        return new Edges(senders, receivers, newTo, newFrom, null);
    }

    /**
     * Flows and the earlier ones they look back to.
     *
     * @param before (flows, lookBack)
     * @param gaps (flows, lookBack)
     * @param hidden (flows): neither send nor receive
     */
    static Edges lookBack(int flows, int[] before, float[] gaps, boolean[] hidden) {
        int[] to = new int[before.length];
        int[] from = new int[before.length];
        float[] between = new float[before.length];
        int width = flows == 0 ? 0 : before.length / flows;
        int count = 0;
        for (int i = 0; i < before.length; i++) {
            int receiver = i / width;
            if (before[i] >= 0 && !hidden[receiver] && !hidden[before[i]]) {
                to[count] = receiver;
                from[count] = before[i];
                between[count++] = gaps[i];
            }
        }
        return new Edges(
                flows, flows, Arrays.copyOf(to, count), Arrays.copyOf(from, count), Arrays.copyOf(between, count));
    }

    int count() {
        return to.length;
    }

    /** One over the number of edges of each edge's receiver. */
    float[] shares() {
        int[] degrees = new int[receivers];
        for (int receiver : to) {
            degrees[receiver]++;
        }
        float[] shares = new float[to.length];
        for (int e = 0; e < shares.length; e++) {
            shares[e] = 1f / degrees[to[e]];
        }
        return shares;
    }

    /**
     * Where the greatest of each column comes from.
     *
     * @param values (senders, width)
     * @return (receivers, width) senders; 0 where a receiver hears from none
     */
    int[] greatest(float[] values, int width) {
        int[] chosen = new int[receivers * width];
        int receiver = -1;
        for (int e = 0; e < to.length; e++) {
            int at = to[e] * width;
            if (to[e] != receiver) {
                receiver = to[e];
                Arrays.fill(chosen, at, at + width, from[e]);
                continue;
            }
            for (int c = 0; c < width; c++) {
                if (values[from[e] * width + c] > values[chosen[at + c] * width + c]) {
                    chosen[at + c] = from[e];
                }
            }
        }
        return chosen;
    }
}
