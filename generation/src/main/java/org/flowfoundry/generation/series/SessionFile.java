package org.flowfoundry.generation.series;

import java.util.ArrayList;
import java.util.List;

/**
 * A text file of sessions: a line {@code session,ID} begins each, then the line {@code rel_ts_us,len}, then one line for each
 * packet: microseconds since the first one, and bytes, below 0 where they go to the client.
 */
final class SessionFile {

    private static final long MICROS = 1_000_000;

    private final String label;
    private final int seconds;
    private final List<TrafficSeries> sessions = new ArrayList<>();
    private double[][] current;

    private SessionFile(String label, int seconds) {
        this.label = label;
        this.seconds = seconds;
    }

    /**
     * The bytes per second, out and in, of each session's first seconds. Lines that are no packets are left out.
     *
     * @param text of the whole file
     */
    static List<TrafficSeries> parse(String text, String label, int seconds) {
        SessionFile file = new SessionFile(label, seconds);
        text.lines().forEach(file::line);
        return file.sessions;
    }

    private void line(String line) {
        if (line.startsWith("session,")) {
            current = new double[2][seconds];
            sessions.add(new TrafficSeries(label, current));
            return;
        }
        int comma = line.indexOf(',');
        if (current == null || comma < 1) {
            return;
        }
        long time = number(line.substring(0, comma));
        long bytes = number(line.substring(comma + 1));
        if (time >= 0 && time / MICROS < seconds && bytes != Long.MIN_VALUE) {
            current[bytes < 0 ? 1 : 0][(int) (time / MICROS)] += Math.abs(bytes);
        }
    }

    /** The least number where it is none. */
    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }
}
