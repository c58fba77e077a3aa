package org.flowfoundry.training.graph;

import java.util.Arrays;

/** The host nodes of a piece: one per host and slot, and one per end of a flow whose host is not known. */
final class HostNodes {

    private final int hosts;
    private final int[] nodeOf;

    /** Visible flows of each host in each slot. */
    private final int[] degrees;

    private int[] slots;
    private int[] before;
    private int size;

    /** @param hidden (flows): does not count */
    HostNodes(Piece piece, boolean[] hidden) {
        hosts = piece.hosts();
        nodeOf = new int[hosts * piece.slots()];
        Arrays.fill(nodeOf, -1);
        degrees = new int[nodeOf.length];
        slots = new int[2 * piece.flows()];
        before = new int[slots.length];
        for (int i = 0; i < piece.flows(); i++) {
            if (!hidden[i]) {
                count(piece.slot()[i], piece.source()[i]);
                if (piece.source()[i] != piece.destination()[i]) {
                    count(piece.slot()[i], piece.destination()[i]);
                }
            }
        }
    }

    private void count(int slot, int host) {
        if (host >= 0) {
            degrees[slot * hosts + host]++;
        }
    }

    /** The node of a host in a slot, made where there is none. */
    int node(int slot, int host) {
        if (host < 0) {
            return add(slot, -1);
        }
        int place = slot * hosts + host;
        if (nodeOf[place] < 0) {
            nodeOf[place] = add(slot, nodeBefore(slot, host));
        }
        return nodeOf[place];
    }

    private int nodeBefore(int slot, int host) {
        for (int earlier = slot - 1; earlier >= 0; earlier--) {
            if (degrees[earlier * hosts + host] > 0) {
                return nodeOf[earlier * hosts + host];
            }
        }
        return -1;
    }

    private int add(int slot, int nodeBefore) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, 2 * size);
            before = Arrays.copyOf(before, 2 * size);
        }
        slots[size] = slot;
        before[size] = nodeBefore;
        return size++;
    }

    /** Visible flows of a host in a slot. */
    int degree(int slot, int host) {
        return degrees[slot * hosts + host];
    }

    int size() {
        return size;
    }

    int[] slots() {
        return Arrays.copyOf(slots, size);
    }

    int[] before() {
        return Arrays.copyOf(before, size);
    }
}
