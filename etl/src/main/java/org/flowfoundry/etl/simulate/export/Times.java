package org.flowfoundry.etl.simulate.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Texts of times that are microseconds since 1970 UTC. */
final class Times {

    static final long HOUR = 3_600_000_000L;

    private Times() {}

    static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    static String text(DateTimeFormatter formatter, long micros) {
        return formatter.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
