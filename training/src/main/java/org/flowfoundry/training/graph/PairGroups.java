package org.flowfoundry.training.graph;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The flows of a piece by slot and unordered pair of hosts. Flows of a host to itself, and those of hosts that are not known, are
 * in no group.
 */
final class PairGroups {

    private static final int FLOW_BITS = 16;
    private static final int HOST_BITS = 17;

    /** Sorted: slot, lesser host, greater host, flow. */
    private final long[] keys;

    /** Where groups begin in the keys, and at last where they end. */
    private final int[] starts;

    PairGroups(Piece piece) {
        long[] all = new long[piece.flows()];
        int size = 0;
        for (int i = 0; i < all.length; i++) {
            int source = piece.source()[i];
            int destination = piece.destination()[i];
            if (source >= 0 && destination >= 0 && source != destination) {
                all[size++] = key(piece.slot()[i], source, destination) | i;
            }
        }
        keys = Arrays.copyOf(all, size);
        Arrays.sort(keys);
        int[] found = new int[size + 1];
        int groups = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || keys[i] >>> FLOW_BITS != keys[i - 1] >>> FLOW_BITS) {
                found[groups++] = i;
            }
        }
        found[groups] = size;
        starts = Arrays.copyOf(found, groups + 1);
    }

    private static long key(int slot, int one, int other) {
        long pair = (long) Math.min(one, other) << HOST_BITS | Math.max(one, other);
        return ((long) slot << 2 * HOST_BITS | pair) << FLOW_BITS;
    }

    /** Whether there is a flow between two hosts in a slot, in whatever direction, hidden or not. */
    boolean linked(int slot, int one, int other) {
        long key = key(slot, one, other);
        int found = Arrays.binarySearch(keys, key);
        int place = found >= 0 ? found : -found - 1;
        return place < keys.length && keys[place] >>> FLOW_BITS == key >>> FLOW_BITS;
    }

    /**
     * Hides groups in a random order, as far as the share of all flows in groups allows; one that is larger than what is left
     * stays.
     *
     * @param hidden (flows): becomes true for the hidden ones
     * @return a random flow of each hidden group
     */
    int[] hide(double share, SplittableRandom random, boolean[] hidden) {
        int left = (int) Math.ceil(share * keys.length);
        int[] asked = new int[starts.length - 1];
        int count = 0;
        for (int group : order(asked.length, random)) {
            int size = starts[group + 1] - starts[group];
            if (size <= left) {
                for (int i = starts[group]; i < starts[group + 1]; i++) {
                    hidden[flow(i)] = true;
                }
                asked[count++] = flow(starts[group] + random.nextInt(size));
                left -= size;
            }
        }
        return Arrays.copyOf(asked, count);
    }

    private int flow(int place) {
        return (int) (keys[place] & (1L << FLOW_BITS) - 1);
    }

    private static int[] order(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
