package org.flowfoundry.etl.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.LakeSession;
import org.flowfoundry.etl.ingest.IngestJob;
import org.flowfoundry.etl.ingest.IngestOptions;
import org.flowfoundry.etl.ingest.IngestResult;

/**
 * What a whole ingest costs: survey, decoding, writing, commits. Each pass ingests the arguments into a lake of its own; the
 * first one in a cold JVM. Process CPU seconds, compiler and collector included, since the machine may be shared.
 */
public final class IngestBenchmark {

    private static final int PASSES = 5;

    private IngestBenchmark() {}

    public static void main(String[] inputs) throws IOException {
        SparkSession spark = LakeSession.configure(SparkSession.builder()
                        .appName("benchmark")
                        .master("local[*]")
                        .config("spark.ui.enabled", false)
                        .config("spark.databricks.delta.snapshotPartitions", 2)
                        .config("spark.sql.shuffle.partitions", 2))
                .getOrCreate();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                Locale.ROOT,
                "%6s %12s %10s %10s %12s %14s%n",
                "pass",
                "flows",
                "wall s",
                "CPU s",
                "flows/s",
                "CPU s/M flows");
        for (int pass = 1; pass <= PASSES; pass++) {
            Path lake = Files.createTempDirectory("lake");
            long wall = System.nanoTime();
            long cpu = system.getProcessCpuTime();
            IngestResult result = IngestJob.run(
                    spark,
                    IngestOptions.builder(List.of(inputs), "benchmark", lake.toString())
                            .build(),
                    Progress.SILENT);
            double wallSeconds = (System.nanoTime() - wall) / 1e9;
            double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%6d %12d %10.2f %10.2f %12.0f %14.2f%n",
                    pass,
                    result.flows(),
                    wallSeconds,
                    cpuSeconds,
                    result.flows() / wallSeconds,
                    cpuSeconds / result.flows() * 1e6);
            FileUtils.deleteDirectory(lake.toFile());
        }
        spark.stop();
    }
}
