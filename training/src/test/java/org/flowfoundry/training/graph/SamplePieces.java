package org.flowfoundry.training.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Pieces of small networks, as a seed decides. */
final class SamplePieces {

    static final int FIELDS = 3;
    static final int[] FIELD_ENDS = {1, FIELDS};

    private SamplePieces() {}

    /** Flows among so many hosts; some hosts are not known, some talk to themselves, and the first is busy. */
    static Piece piece(int flows, int hosts, int slots, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[flows * FIELDS];
        int[] source = new int[flows];
        int[] destination = new int[flows];
        int[] slot = new int[flows];
        long[] start = new long[flows];
        for (int i = 0; i < flows; i++) {
            source[i] = random.nextInt(2) == 0 ? 0 : host(random, hosts);
            destination[i] = host(random, hosts);
            slot[i] = i * slots / flows;
            start[i] = i * 250_000L;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(5) == 0 ? Float.NaN : (float) random.nextDouble(-3, 3);
        }
        number(source, destination);
        return new Piece(0, values, source, destination, slot, start);
    }

    /** Numbers hosts by their first appearance. */
    private static void number(int[] source, int[] destination) {
        Map<Integer, Integer> numbers = new HashMap<>(Map.of(-1, -1));
        for (int i = 0; i < source.length; i++) {
            for (int[] role : List.of(source, destination)) {
                numbers.putIfAbsent(role[i], numbers.size() - 1);
                role[i] = numbers.get(role[i]);
            }
        }
    }

    private static int host(SplittableRandom random, int hosts) {
        return random.nextInt(20) == 0 ? -1 : random.nextInt(hosts);
    }

    /** The same piece of another domain. */
    static Piece ofDomain(int domain, Piece piece) {
        return new Piece(domain, piece.values(), piece.source(), piece.destination(), piece.slot(), piece.start());
    }

    /** All that a batch holds, in words. */
    static String text(GraphBatch batch) {
        return String.join(
                "\n",
                batch.domain() + " " + batch.flows() + " " + batch.hosts() + " " + batch.lookBack(),
                Arrays.toString(batch.values()),
                Arrays.toString(batch.source()),
                Arrays.toString(batch.destination()),
                Arrays.toString(batch.slot()),
                Arrays.toString(batch.hostSlot()),
                Arrays.toString(batch.hostBefore()),
                Arrays.toString(batch.before()),
                Arrays.toString(batch.beforeDestination()),
                Arrays.toString(batch.gaps()),
                Arrays.toString(batch.gapsDestination()),
                Arrays.toString(batch.hidden()),
                Arrays.toString(batch.askedSource()),
                Arrays.toString(batch.askedDestination()),
                Arrays.toString(batch.askedFlow()),
                Arrays.toString(batch.linked()),
                Arrays.toString(batch.hard()),
                Arrays.toString(batch.masked()));
    }
}
