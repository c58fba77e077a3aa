package org.flowfoundry.training.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The order of one epoch: groups in a seeded order, consecutive ones joined into buffers of at least a number of rows, and
 * within each buffer its rows in a seeded order. Any place of the epoch is found without reading what comes before it.
 */
final class EpochPlan {

    private final int[] order;
    private final int[] firstGroup;
    private final long[] firstRow;
    private final int buffers;
    private final long seed;

    EpochPlan(Rows<?> rows, int bufferRows, long seed, long epoch) {
        this.seed = mixed(seed, epoch);
        order = permutation(rows.groups(), this.seed);
        firstGroup = new int[order.length + 1];
        firstRow = new long[order.length + 1];
        int buffer = 0;
        long total = 0;
        for (int i = 0; i < order.length; i++) {
            total += rows.rows(order[i]);
            boolean full = total - firstRow[buffer] >= bufferRows;
            if (full || i == order.length - 1) {
                buffer++;
                firstGroup[buffer] = i + 1;
                firstRow[buffer] = total;
            }
        }
        buffers = buffer;
    }

    /** The number of the buffer that holds a row of the epoch. */
    int bufferOf(long row) {
        int low = 0;
        int high = buffers - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstRow[middle] <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first row of a buffer, counted in the epoch. */
    long firstRow(int buffer) {
        return firstRow[buffer];
    }

    /** The groups that a buffer is made of, in order. */
    int[] groups(int buffer) {
        return Arrays.copyOfRange(order, firstGroup[buffer], firstGroup[buffer + 1]);
    }

    /** The order of the rows within a buffer. */
    int[] rowOrder(int buffer) {
        int size = Math.toIntExact(firstRow[buffer + 1] - firstRow[buffer]);
        return permutation(size, mixed(seed, buffer));
    }

    /** Fisher and Yates, after Durstenfeld. */
    private static int[] permutation(int size, long seed) {
        int[] order = new int[size];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Two numbers into one seed, so that neighbours in either give unrelated ones. */
    private static long mixed(long seed, long number) {
        return new SplittableRandom(seed ^ (number * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L)).nextLong();
    }
}
