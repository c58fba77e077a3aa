package org.flowfoundry.training.graph;

import java.util.Arrays;

/**
 * A piece of a domain's flow graph as it is stored: flows in the order of time, with hosts that are numbered within the piece
 * by their first appearance. What of it is hidden and asked for is drawn anew whenever it is read.
 *
 * @param domain index of the domain
 * @param values (flows, fields): NaN = absent
 * @param source (flows): number of the source host, -1 = not known
 * @param destination (flows): number of the destination host, -1 = not known
 * @param slot (flows): time slot, from 0, never going down
 * @param start (flows): microseconds since the first start in the piece, -1 = not known
 */
public record Piece(int domain, float[] values, int[] source, int[] destination, int[] slot, long[] start) {

    public Piece {
        int flows = source.length;
        boolean sound = flows > 0
                && values.length % flows == 0
                && destination.length == flows
                && slot.length == flows
                && start.length == flows;
        for (int i = 0; sound && i < flows; i++) {
            sound = slot[i] >= (i == 0 ? 0 : slot[i - 1])
                    && source[i] >= -1
                    && destination[i] >= -1
                    && source[i] < 2 * flows
                    && destination[i] < 2 * flows;
        }
        if (!sound) {
            throw new IllegalArgumentException("a piece of " + flows + " flows whose arrays do not fit together");
        }
    }

    /** How many flows there are. */
    public int flows() {
        return source.length;
    }

    /** Values per flow. */
    public int fields() {
        return values.length / source.length;
    }

    /** How many hosts have a number. */
    int hosts() {
        return 1
                + Math.max(
                        Arrays.stream(source).max().orElse(-1),
                        Arrays.stream(destination).max().orElse(-1));
    }

    /** How many slots there are, up to the last with a flow. */
    int slots() {
        return slot[slot.length - 1] + 1;
    }

    /** Seconds between two starts, 0 where one is not known. */
    float secondsBetween(int earlier, int later) {
        return start[earlier] < 0 || start[later] < 0 ? 0 : Math.max(0, start[later] - start[earlier]) / 1e6f;
    }
}
