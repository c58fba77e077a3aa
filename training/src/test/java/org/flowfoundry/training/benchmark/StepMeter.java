package org.flowfoundry.training.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Notes the thread's processor time, its page faults and the process's memory as steps go by. Linux tells the last two. */
final class StepMeter {

    /** Where in /proc/thread-self/stat, counted behind the name in brackets, the minor faults are. */
    private static final int MINOR_FAULTS = 7;

    private final int steps;
    private final int warmUp;
    private final long[] begins;
    private final List<Long> resident = new ArrayList<>();
    private int begun;
    private long faultsAtStart;
    private long faultsAtEnd;

    StepMeter(int steps, int warmUp) {
        this.steps = steps;
        this.warmUp = warmUp;
        this.begins = new long[steps];
    }

    /** Called at the beginning of every step. */
    void stepBegins() {
        if (begun == warmUp) {
            faultsAtStart = minorFaults();
        }
        if (begun == steps - 1) {
            faultsAtEnd = minorFaults();
        }
        if (begun == warmUp || begun == steps / 10 || begun == steps / 2) {
            resident.add(residentKilobytes());
        }
        begins[begun++] = StepProcess.processorNanos();
    }

    /** Called at the end of the training. */
    void ended() {
        resident.add(residentKilobytes());
    }

    /** Of the steps after the warm-up, from the beginning of each to that of the next; the last one is left out. */
    long[] nanos() {
        long[] nanos = new long[steps - warmUp - 1];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = begins[warmUp + i + 1] - begins[warmUp + i];
        }
        return nanos;
    }

    double faults() {
        return (double) (faultsAtEnd - faultsAtStart) / (steps - warmUp - 1);
    }

    List<Long> resident() {
        return resident;
    }

    private static long minorFaults() {
        String line = lines("/proc/thread-self/stat").get(0);
        return Long.parseLong(line.substring(line.lastIndexOf(')') + 2).split(" ")[MINOR_FAULTS]);
    }

    private static long residentKilobytes() {
        return lines("/proc/self/status").stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
