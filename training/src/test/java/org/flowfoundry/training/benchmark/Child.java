package org.flowfoundry.training.benchmark;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that say one line of JSON at their end. */
final class Child {

    private static final int MOST_MINUTES = 30;

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Child() {}

    /** A JVM with this one's classes and environment. */
    static <T> T java(Class<?> main, List<String> options, List<String> arguments, Class<T> says) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.add("@" + Path.of("../cluster-config/jvm.options").toAbsolutePath());
        command.add("-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile", ""));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return run(main.getSimpleName(), command, says);
    }

    private static <T> T run(String name, List<String> command, Class<T> says) throws Exception {
        Path output = Files.createTempFile("child", ".out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
            List<String> lines = Files.readAllLines(output);
            if (!ended || process.exitValue() != 0 || lines.isEmpty()) {
                throw new IOException(name + " did not end well; what it said is above");
            }
            return JSON.readValue(lines.get(lines.size() - 1), says);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
