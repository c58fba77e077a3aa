package org.flowfoundry.training.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.flowfoundry.training.collective.SoleWorker;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose workers are processes; in a JVM of its own, because the other tests' Spark is in this one. */
class ClusterTrainingTest {

    @TempDir
    private Path temporary;

    private final String classes = String.join(
            File.pathSeparator,
            Stream.of("target/classes", "target/test-classes", "../core/target/classes", "../features/target/classes")
                    .map(path -> Path.of(path).toAbsolutePath().normalize().toString())
                    .toList());

    @Test
    void aKilledExecutorChangesNothingInTheLossCurve() throws Exception {
        Ended ended = run("local-cluster[2,2,1024]");

        assertThat(ended.said())
                .contains(
                        "workers 2",
                        "killed an executor true",
                        "same curve true",
                        "same validations true",
                        "same parameters true",
                        "three workers: Training needs 3 executors, one for each worker, but 2 came within 2 s. Ask for them with"
                                + " spark.executor.instances (YARN, Kubernetes) or with spark.cores.max and spark.executor.cores"
                                + " (standalone: their quotient), see whether the cluster has room for executors of that"
                                + " spark.executor.memory, or set fewer workers.",
                        "dynamic: Training needs executors that stay, but spark.dynamicAllocation.enabled is true. Set it to"
                                + " false for this command, and say how many executors with spark.executor.instances (YARN,"
                                + " Kubernetes) or spark.cores.max and spark.executor.cores (standalone).");
    }

    @Test
    void aProgramThatIsKilledAndRunAgainChangesNothingInTheLossCurve() throws Exception {
        RunFolder folder = RunFolder.open(
                new Configuration(), temporary.resolve("straight").toString());
        new WorkerTraining<>(new Regression(16), ClusterTraining.CONFIG, folder, "a", NativeEngine.onCpu())
                .run(new SoleWorker(), () -> {});
        List<Double> straight = folder.result().rounds().stream()
                .map(TrainingRound::trainingLoss)
                .toList();

        Ended killed = run("local[1]");
        assertThat(killed.exitCode()).isEqualTo(128 + 9);

        Ended resumed = run("local[1]");
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.said()).contains("losses " + straight);
    }

    private record Ended(int exitCode, List<String> said) {}

    private Ended run(String master) throws Exception {
        Path output = temporary.resolve("output");
        Path config = Path.of("../cluster-config").toAbsolutePath().normalize();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "@" + config.resolve("jvm.options"),
                        "-Dlog4j2.configurationFile=" + config.resolve("log4j2.properties"),
                        "-cp",
                        classes + File.pathSeparator + Path.of(System.getenv("SPARK_HOME"), "jars", "*"),
                        ClusterTraining.class.getName(),
                        master,
                        temporary.resolve("runs").toString(),
                        classes)
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(400, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readAllLines(output, StandardCharsets.UTF_8));
    }
}
