package org.flowfoundry.etl.simulate;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.flowfoundry.etl.EtlErrors;

/**
 * What to simulate. The same options give the same bytes.
 *
 * @param output folder that the files are written to
 * @param hours simulated hours, 1 to 744, which are 31 days
 * @param seed of all random draws
 * @param start of the simulated time, a full hour; UTC
 * @param scale how busy the networks are: 1 gives some ten thousand flow records an hour, 2 twice as many
 * @param overwrite whether files of the same names in a folder that is not an earlier simulation's may be replaced
 */
public record SimulateOptions(Path output, int hours, long seed, Instant start, double scale, boolean overwrite) {

    /** A Monday, fixed so that repeated runs are equal. */
    public static final Instant DEFAULT_START = Instant.parse("2026-06-01T00:00:00Z");

    private static final int MOST_HOURS = 744;
    private static final double LEAST_SCALE = 0.01;
    private static final double MOST_SCALE = 100;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2037-01-01T00:00:00Z");

    /**
     * Options that make sense together.
     *
     * @throws org.flowfoundry.core.error.UsageException saying what does not, and what would
     */
    public SimulateOptions {
        if (hours < 1 || hours > MOST_HOURS) {
            throw EtlErrors.badSimulatedHours(hours, MOST_HOURS);
        }
        if (!(scale >= LEAST_SCALE && scale <= MOST_SCALE)) {
            throw EtlErrors.badSimulationScale(scale, LEAST_SCALE, MOST_SCALE);
        }
        boolean inRange = !start.isBefore(EARLIEST) && start.isBefore(LATEST);
        if (!inRange || !start.equals(start.truncatedTo(ChronoUnit.HOURS))) {
            throw EtlErrors.badSimulationStart(start, DEFAULT_START);
        }
    }

    /** So many hours from {@link #DEFAULT_START} on, at scale 1. */
    public static SimulateOptions of(Path output, int hours, long seed) {
        return new SimulateOptions(output, hours, seed, DEFAULT_START, 1, false);
    }

    Period period() {
        return new Period(
                start.toEpochMilli() * 1000, start.plus(hours, ChronoUnit.HOURS).toEpochMilli() * 1000);
    }
}
