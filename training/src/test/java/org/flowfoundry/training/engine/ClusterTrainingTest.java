package org.flowfoundry.training.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose workers are processes; in a JVM of its own, because the other tests' Spark is in this one. */
class ClusterTrainingTest {

    @TempDir
    private Path temporary;

    @Test
    void aKilledExecutorChangesNothingInTheLossCurve() throws Exception {
        List<String> said = run();

        assertThat(said)
                .contains(
                        "workers 2",
                        "killed an executor true",
                        "same curve true",
                        "same validations true",
                        "same parameters true")
                .anyMatch(line ->
                        line.startsWith("refused Training needs 3 executors, one for each worker, but 2 came within"
                                + " 2 s. Ask for them with spark.executor.instances (YARN, Kubernetes) or with spark.cores.max and"
                                + " spark.executor.cores (standalone: their quotient), "));
    }

    private List<String> run() throws Exception {
        String classes = String.join(
                File.pathSeparator,
                Stream.of(
                                "target/classes",
                                "target/test-classes",
                                "../core/target/classes",
                                "../features/target/classes")
                        .map(path -> Path.of(path).toAbsolutePath().normalize().toString())
                        .toList());
        String jars = Path.of(System.getenv("SPARK_HOME"), "jars", "*").toString();
        Path output = temporary.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "@" + Path.of("../cluster-config/jvm.options").toAbsolutePath().normalize(),
                "-Dlog4j2.configurationFile="
                        + Path.of("../cluster-config/log4j2.properties")
                                .toAbsolutePath()
                                .normalize(),
                "-cp",
                classes + File.pathSeparator + jars,
                ClusterTraining.class.getName(),
                temporary.resolve("runs").toString(),
                classes));
        Process process = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }
}
