package org.flowfoundry.etl.decode.capture;

/**
 * An interface of a pcapng section.
 *
 * @param snapLength most bytes captured of a packet; 0 = no limit
 * @param resolution if_tsresol: 10^-n seconds, or 2^-n where the highest bit is set
 * @param offsetSeconds if_tsoffset: added to every time
 */
record CaptureInterface(int linkType, long snapLength, int resolution, long offsetSeconds) {

    private static final long[] POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    /** Nanoseconds since 1970 of a time in this interface's unit; what overflows is {@link CapturedPacket#NO_TIME}. */
    long nanos(long ticks) {
        int exponent = resolution & 0x7f;
        try {
            long offset = Math.multiplyExact(offsetSeconds, 1_000_000_000L);
            long nanos = (resolution & 0x80) == 0 ? decimal(ticks, exponent) : binary(ticks, exponent);
            return Math.addExact(offset, nanos);
        } catch (ArithmeticException overflow) {
            return CapturedPacket.NO_TIME;
        }
    }

    private static long decimal(long ticks, int exponent) {
        if (exponent <= 9) {
            return Math.multiplyExact(ticks, POWERS_OF_TEN[9 - exponent]);
        }
        long nanos = ticks;
        for (int i = 9; i < exponent && nanos != 0; i++) {
            nanos = Long.divideUnsigned(nanos, 10);
        }
        return nanos;
    }

    private static long binary(long ticks, int exponent) {
        if (exponent > 63) {
            return 0;
        }
        long seconds = ticks >>> exponent;
        double fraction = exponent == 0 ? 0 : (ticks & (1L << exponent) - 1) / Math.scalb(1.0, exponent);
        return Math.addExact(Math.multiplyExact(seconds, 1_000_000_000L), Math.round(fraction * 1e9));
    }
}
