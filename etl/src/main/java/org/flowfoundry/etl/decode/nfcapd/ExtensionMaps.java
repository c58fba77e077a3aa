package org.flowfoundry.etl.decode.nfcapd;

import java.util.Arrays;

/**
 * Layout 1's extension maps: which extensions stand behind the common part of a record, in order. A record names its map
 * by number.
 */
final class ExtensionMaps {

    private static final int HEADER = 8;
    /** More extensions than nfdump has. */
    private static final int EXTENSIONS_LIMIT = 64;

    private int[][] maps = new int[16][];

    /** The extensions of the map with this number; null where it was not described. */
    int[] get(int number) {
        return number < maps.length ? maps[number] : null;
    }

    /** An extension map record: number, size of all extensions, their ids up to a zero. */
    void learn(Bytes bytes, int at, int size) throws Damage {
        if (size < HEADER || (size - HEADER) / 2 > EXTENSIONS_LIMIT) {
            throw new Damage("the record of an extension map cannot be taken in");
        }
        int[] ids = new int[(size - HEADER) / 2];
        int count = 0;
        while (count < ids.length && bytes.u16(at + HEADER + 2 * count) != 0) {
            ids[count] = bytes.u16(at + HEADER + 2 * count);
            count++;
        }
        int number = bytes.u16(at + 4);
        if (number >= maps.length) {
            maps = Arrays.copyOf(maps, Integer.highestOneBit(number) * 2);
        }
        maps[number] = Arrays.copyOf(ids, count);
    }
}
