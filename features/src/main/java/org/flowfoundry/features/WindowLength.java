package org.flowfoundry.features;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of the tumbling windows {@code [start, end)} that flows are put in. It divides a day evenly, so that windows
 * begin at the same UTC times each day and each belongs to one date.
 */
public record WindowLength(Duration duration) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([smhd])");
    private static final long DAY_SECONDS = 86_400;

    public WindowLength {
        long seconds = duration.toSeconds();
        if (!duration.equals(Duration.ofSeconds(seconds)) || seconds < 1 || DAY_SECONDS % seconds != 0) {
            throw FeatureErrors.windowDoesNotDivideTheDay(duration);
        }
    }

    /** Reads a length as users write it: {@code 30s}, {@code 5m}, {@code 1h}, {@code 1d}. */
    public static WindowLength parse(String text) {
        Matcher parts = TEXT.matcher(text.trim());
        if (!parts.matches()) {
            throw FeatureErrors.unreadableWindow(text);
        }
        long count = Long.parseLong(parts.group(1));
        return new WindowLength(
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    public long seconds() {
        return duration.toSeconds();
    }

    public long micros() {
        return seconds() * 1_000_000;
    }

    public int perDay() {
        return (int) (DAY_SECONDS / seconds());
    }
}
