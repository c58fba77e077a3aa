package org.flowfoundry.features.host;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;

/**
 * How often each of a few keys occurred: a hash table of primitives with linear probing. Starts small, since most hosts
 * meet very few keys in a window.
 */
final class ExactCounts {

    private static final int FIRST_CAPACITY = 4;

    /** A slot is free while its count is 0. */
    private long[] keys = new long[FIRST_CAPACITY];

    private long[] counts = new long[FIRST_CAPACITY];
    private int size;
    private long total;

    void add(long key, long times) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        counts[slot] += times;
        total += times;
        if (size * 4 > keys.length * 3) {
            grow();
        }
    }

    void append(ExactCounts later) {
        later.forEach(this::add);
    }

    /** Distinct keys. */
    int size() {
        return size;
    }

    long total() {
        return total;
    }

    /** The counts without their keys, the least first. */
    long[] sortedCounts() {
        long[] sorted = new long[size];
        int next = 0;
        for (long count : counts) {
            if (count > 0) {
                sorted[next++] = count;
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    void forEach(Visitor visitor) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] > 0) {
                visitor.visit(keys[slot], counts[slot]);
            }
        }
    }

    void write(Output out) {
        out.writeVarInt(size, true);
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] > 0) {
                out.writeLong(keys[slot]);
                out.writeVarLong(counts[slot], true);
            }
        }
    }

    static ExactCounts read(Input in) {
        ExactCounts counts = new ExactCounts();
        for (int left = in.readVarInt(true); left > 0; left--) {
            counts.add(in.readLong(), in.readVarLong(true));
        }
        return counts;
    }

    /** The key's slot, or the free one it would take; there is always a free one. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = Long.hashCode(key * 0x9E3779B97F4A7C15L) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Takes a key and how often it occurred. */
    interface Visitor {
        void visit(long key, long count);
    }
}
