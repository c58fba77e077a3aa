package org.flowfoundry.core.job;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells progress to a person on stderr: one line that is rewritten in place on a terminal; elsewhere a line when a stage
 * ends and one every ten seconds in between, so that a scheduler's log stays short. A clock of its own keeps the line alive
 * where a job has nothing to tell for long.
 */
public final class ConsoleProgress implements Progress, AutoCloseable {

    private static final long TERMINAL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LOG_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintStream stream;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private String stage;
    private long stageStart;
    private long lastLine;
    private long rows = -1;
    private long bytes = -1;
    private double done = Double.NaN;
    private long tasksDone;
    private long tasksKnown;
    private long tasksDoneBefore;
    private long tasksKnownBefore;
    private ScheduledExecutorService clock;

    /** @param terminal whether the stream is a terminal that a line can be rewritten on */
    public ConsoleProgress(PrintStream stream, boolean terminal) {
        this(stream, terminal, System::nanoTime);
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleAtFixedRate(this::tell, 1, 1, TimeUnit.SECONDS);
    }

    ConsoleProgress(PrintStream stream, boolean terminal, LongSupplier nanoTime) {
        this.stream = stream;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void stage(String name) {
        endStage();
        stage = name;
        stageStart = nanoTime.getAsLong();
        lastLine = stageStart;
        rows = -1;
        bytes = -1;
        done = Double.NaN;
        tasksDoneBefore = tasksDone;
        tasksKnownBefore = tasksKnown;
        if (terminal) {
            rewrite(line(""));
        }
    }

    @Override
    public synchronized void update(long newRows, long newBytes, double newDone) {
        rows = newRows;
        bytes = newBytes;
        done = newDone;
        tell();
    }

    @Override
    public synchronized void tasks(long newTasksDone, long newTasksKnown) {
        tasksDone = newTasksDone;
        tasksKnown = newTasksKnown;
        tell();
    }

    /** Says how far the stage is, unless that was said a moment ago. */
    private synchronized void tell() {
        long now = nanoTime.getAsLong();
        if (stage != null && now - lastLine >= (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
            lastLine = now;
            if (terminal) {
                rewrite(line(remaining()));
            } else {
                stream.println(line(remaining()));
            }
        }
    }

    @Override
    public synchronized void note(String message) {
        if (terminal) {
            rewrite("");
        }
        stream.println(message);
    }

    @Override
    public synchronized void close() {
        endStage();
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    private void endStage() {
        if (stage != null) {
            if (terminal) {
                rewrite("");
            }
            stream.println(line(" in " + clock(elapsedSeconds())));
            stage = null;
        }
    }

    private void rewrite(String line) {
        stream.print("\r\033[K" + line);
        stream.flush();
    }

    private String line(String end) {
        double seconds = elapsedSeconds();
        StringBuilder line = new StringBuilder(stage);
        if (rows >= 0) {
            line.append(String.format(Locale.ROOT, "  %,d rows", rows));
        }
        if (bytes >= 0) {
            line.append("  ").append(size(bytes));
        }
        if (rows > 0 && seconds >= 0.5) {
            line.append(String.format(Locale.ROOT, "  %,.0f rows/s", rows / seconds));
        }
        return line.append(end).toString();
    }

    private String remaining() {
        if (Double.isNaN(done) || done <= 0 || done > 1) {
            long known = tasksKnown - tasksKnownBefore;
            String tasks = known > 0
                    ? String.format(Locale.ROOT, "  %,d of %,d tasks", tasksDone - tasksDoneBefore, known)
                    : "";
            return tasks + "  " + clock(elapsedSeconds());
        }
        double left = elapsedSeconds() * (1 - done) / done;
        return String.format(Locale.ROOT, "  %.0f %%  %s left", done * 100, clock(left));
    }

    private double elapsedSeconds() {
        return (nanoTime.getAsLong() - stageStart) / 1e9;
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return seconds < 10
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : whole < 60 ? whole + " s" : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
    }

    private static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
