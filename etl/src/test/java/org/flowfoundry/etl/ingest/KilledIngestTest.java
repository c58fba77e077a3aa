package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.LakeSession;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ingests that are killed (SIGKILL) in a process of their own, again and again, and the run after them. */
@ExtendWith(WithSpark.class)
class KilledIngestTest {

    private static final int FILES = 5;
    private static final int RECORDS = 3000;

    @TempDir
    Path folder;

    @Test
    void tableEqualsThatOfOneCleanRun(SparkSession spark) throws IOException, InterruptedException {
        Path input = folder.resolve("in");
        for (int i = 0; i < FILES; i++) {
            ZeekFiles.write(input.resolve("conn." + i + ".log"), i, RECORDS);
        }
        Files.writeString(input.resolve("broken.log"), ZeekFiles.text(9, 10) + "no record at all\n");
        Path killed = folder.resolve("killed");

        runAndKillWhenThereIs(input, killed, "flows/domain=*/date=*/*.parquet");
        runAndKillWhenThereIs(input, killed, "_flowfoundry/ingest/[!_]*.json");
        runAndKillWhenThereIs(input, killed, "flows/_delta_log/00000000000000000002.json");
        IngestJob.run(spark, options(input, killed), Progress.SILENT);
        IngestResult clean = IngestJob.run(spark, options(input, folder.resolve("clean")), Progress.SILENT);

        assertThat(clean.flows()).isEqualTo(FILES * RECORDS + 10L);
        assertThat(clean.quarantined()).isEqualTo(1);
        assertThat(IngestedTables.of(spark, killed.toString()))
                .isEqualTo(IngestedTables.of(spark, folder.resolve("clean").toString()));
    }

    /** The child process. */
    public static void main(String[] arguments) {
        SparkSession spark = LakeSession.configure(SparkSession.builder()
                        .appName("killed")
                        .master("local[2]")
                        .config("spark.ui.enabled", false)
                        .config("spark.databricks.delta.snapshotPartitions", 2)
                        .config("spark.sql.shuffle.partitions", 2))
                .getOrCreate();
        IngestJob.run(spark, options(Path.of(arguments[0]), Path.of(arguments[1])), Progress.SILENT);
        spark.stop();
    }

    /** One commit per file. */
    private static IngestOptions options(Path input, Path lake) {
        return IngestOptions.builder(List.of(input.toString()), "test", lake.toString())
                .splitBytes(64 * 1024)
                .commitBytes(64 * 1024)
                .build();
    }

    private void runAndKillWhenThereIs(Path input, Path lake, String glob) throws IOException, InterruptedException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + lake + "/" + glob);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "@"
                                + Path.of("../cluster-config/jvm.options")
                                        .toAbsolutePath()
                                        .normalize(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledIngestTest.class.getName(),
                        input.toString(),
                        lake.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
        try {
            while (child.isAlive() && !isThere(lake, matcher)) {
                child.waitFor(1, TimeUnit.MILLISECONDS);
            }
            assertThat(child.isAlive())
                    .as("killed before its end, in which it said:%n%s", Files.readString(folder.resolve("child.log")))
                    .isTrue();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static boolean isThere(Path lake, PathMatcher matcher) {
        if (!Files.exists(lake)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(lake)) {
            return files.anyMatch(matcher::matches);
        } catch (IOException | java.io.UncheckedIOException e) {
            return false; // something vanished while it was listed; it is listed again
        }
    }
}
