package org.flowfoundry.core.parquet;

import java.util.Arrays;

/**
 * Distinct numbers of a column chunk by their order of appearance. Small ones, as ports and flags are, are found in a
 * table at their own place; others by hashing.
 */
final class NumberDictionary {

    /** The most entries; beyond, plain or delta values are smaller. */
    static final int LIMIT = 65_536;

    private static final int DIRECT_LIMIT = 65_536;

    private int[] direct = new int[0];
    private int[] slots = new int[64];
    private long[] entries = new long[16];
    private int size;
    private int hashed;

    int size() {
        return size;
    }

    long entry(int index) {
        return entries[index];
    }

    long bytes() {
        return (long) Integer.BYTES * (direct.length + slots.length) + (long) Long.BYTES * entries.length;
    }

    /** The number's index, given to it now if it is new; -1 where the dictionary is full. */
    int indexOf(long value) {
        return value >= 0 && value < DIRECT_LIMIT ? directIndex((int) value) : hashedIndex(value);
    }

    private int directIndex(int value) {
        if (value >= direct.length) {
            direct = Arrays.copyOf(direct, Math.max(256, Integer.highestOneBit(value) << 1));
        }
        if (direct[value] == 0) {
            direct[value] = append(value) + 1;
        }
        return direct[value] - 1;
    }

    private int hashedIndex(long value) {
        int mask = slots.length - 1;
        int slot = slot(value, mask);
        while (slots[slot] != 0) {
            if (entries[slots[slot] - 1] == value) {
                return slots[slot] - 1;
            }
            slot = slot + 1 & mask;
        }
        int index = append(value);
        slots[slot] = index + 1;
        if (index >= 0 && ++hashed * 2 > slots.length) {
            growSlots();
        }
        return index;
    }

    private int append(long value) {
        if (size == LIMIT) {
            return -1;
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        entries[size] = value;
        return size++;
    }

    private void growSlots() {
        int[] old = slots;
        slots = new int[old.length * 2];
        int mask = slots.length - 1;
        for (int index : old) {
            if (index != 0) {
                int slot = slot(entries[index - 1], mask);
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = index;
            }
        }
    }

    private static int slot(long value, int mask) {
        return (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }
}
