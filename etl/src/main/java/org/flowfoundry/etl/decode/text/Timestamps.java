package org.flowfoundry.etl.decode.text;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as tables write them: seconds (or, from 1973 on, milliseconds) since 1970, {@code 2011/08/10 09:46:53.047277},
 * {@code 2018-12-01T10:51:39Z}, {@code 14/02/2018 08:31:01 AM} with the day first. No table says its time zone: all are taken
 * as UTC.
 */
final class Timestamps {

    /** An epoch number from here on cannot be seconds: the year 5138 in those, 1973 in milliseconds. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private static final int LONGEST = 40;
    private static final int NOON = 12;

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,4})[/-](\\d{1,2})[/-](\\d{1,4})[ T](\\d{1,2}):(\\d{2})"
            + "(?::(\\d{2})(?:\\.(\\d{1,9}))?)?(?: ?([AaPp])[Mm]|Z)?");

    private Timestamps() {}

    /** Microseconds since 1970, {@link Decimals#INVALID} or {@link Decimals#OUT_OF_RANGE}. */
    static long micros(byte[] text, int from, int to) {
        long seconds = Decimals.scaled(text, from, to, 6);
        if (seconds != Decimals.INVALID) {
            return seconds >= LEAST_MILLIS * 1_000_000 ? Decimals.scaled(text, from, to, 3) : seconds;
        }
        if (to - from > LONGEST) {
            return Decimals.INVALID;
        }
        Matcher clock = CLOCK.matcher(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
        return clock.matches() ? micros(clock) : Decimals.INVALID;
    }

    private static long micros(Matcher clock) {
        boolean yearFirst = clock.group(1).length() == 4;
        if (!yearFirst && clock.group(3).length() != 4) {
            return Decimals.INVALID;
        }
        int year = number(clock.group(yearFirst ? 1 : 3));
        int day = number(clock.group(yearFirst ? 3 : 1));
        try {
            LocalDateTime time = LocalDateTime.of(
                    year, number(clock.group(2)), day, hour(clock), number(clock.group(5)), number(clock.group(6)));
            return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + fraction(clock.group(7));
        } catch (DateTimeException e) {
            return Decimals.INVALID;
        }
    }

    private static int hour(Matcher clock) {
        int hour = number(clock.group(4));
        if (clock.group(8) == null) {
            return hour;
        }
        if (hour < 1 || hour > NOON) {
            throw new DateTimeException("No hour on a clock of twelve: " + hour);
        }
        boolean afternoon = clock.group(8).equalsIgnoreCase("p");
        return hour % NOON + (afternoon ? NOON : 0);
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** The digits behind the seconds as microseconds, cut off behind the sixth. */
    private static int fraction(String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "000000").substring(0, 6));
    }
}
