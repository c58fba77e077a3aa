package org.flowfoundry.etl.simulate.traffic;

/**
 * How fast a transfer is.
 *
 * @param bytesPerSecond median while something is sent
 * @param idleSeconds mean time in which nothing is sent
 */
public record Pace(double bytesPerSecond, double idleSeconds) {

    private static final double RATE_SIGMA = 0.7;

    /** Microseconds that it takes to send so many bytes, pauses included, round trips not. */
    long transferMicros(long payload, RandomStream random) {
        double seconds = payload / random.logNormal(bytesPerSecond, RATE_SIGMA);
        return (long) (1e6 * (seconds + random.exponential(idleSeconds)));
    }
}
