package org.flowfoundry.etl.decode.nfcapd;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Flows with values of all sizes, the same ones for the same seed. */
final class TestFlows {

    private static final long TIME = 1_700_000_000_000L;
    private static final int[] PROTOCOLS = {1, 6, 6, 6, 17, 17, 58};

    private TestFlows() {}

    static List<TestFlow> random(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> flow(random)).toList();
    }

    private static TestFlow flow(Random random) {
        boolean ipv6 = random.nextInt(4) == 0;
        long first = TIME + random.nextInt(300_000);
        return new TestFlow(
                first,
                first + random.nextInt(70_000) - 5_000,
                TIME + 300_000,
                ipv6,
                ipv6 ? random.nextLong() : 0,
                address(random, ipv6),
                ipv6 ? random.nextLong() : 0,
                address(random, ipv6),
                random.nextInt(65_536),
                random.nextInt(65_536),
                PROTOCOLS[random.nextInt(PROTOCOLS.length)],
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(3) * 64,
                size(random, 60),
                size(random, 63),
                size(random, 40),
                size(random, 40),
                size(random, 32),
                size(random, 32),
                size(random, 32),
                size(random, 32),
                random.nextInt(33),
                random.nextInt(33),
                random.nextInt(2),
                random.nextInt(3) * 1000,
                random.nextInt(2),
                random.nextInt(2) * size(random, 48),
                ipv6 ? random.nextLong() : 0,
                address(random, ipv6));
    }

    private static long address(Random random, boolean ipv6) {
        return ipv6 ? random.nextLong() : Integer.toUnsignedLong(random.nextInt());
    }

    /** A number of at most so many bits, small ones as often as large ones. */
    private static long size(Random random, int bits) {
        return random.nextLong() >>> (64 - random.nextInt(bits) - 1);
    }
}
