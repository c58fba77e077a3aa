package org.flowfoundry.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Lines on stdout; a measurement's ends with the machine's load, without which it says little. */
final class Table {

    private Table() {}

    static void title(String text) {
        System.out.println("\n" + text);
    }

    static void line(String format, Object... values) {
        System.out.println("  " + String.format(Locale.ROOT, format, values));
    }

    static void measured(String format, Object... values) {
        line(format + "   load " + load(), values);
    }

    /** Of the last minute. */
    static String load() {
        return firstWord("/proc/loadavg");
    }

    static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
    }

    private static String firstWord(String file) {
        try {
            return Files.readString(Path.of(file)).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }
}
