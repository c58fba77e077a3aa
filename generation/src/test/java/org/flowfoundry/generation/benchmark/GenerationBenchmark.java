package org.flowfoundry.generation.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.CommitConflictException;
import org.flowfoundry.core.lake.CommitOptions;
import org.flowfoundry.core.lake.DeltaTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeSession;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.lake.TablePartition;
import org.flowfoundry.generation.diffusion.SamplingPlan;
import org.flowfoundry.generation.flow.GenerateFlowsJob;
import org.flowfoundry.generation.flow.GenerateFlowsOptions;
import org.flowfoundry.generation.flow.GenerateFlowsResult;
import org.flowfoundry.generation.flow.PublicationGate;

/**
 * How sampling grows with rows: seconds, flows per second of the machine and per CPU second, and the most memory that the process
 * ever had. From loading the generator to the commit, without the check of privacy. The rows, of domain {@code benchmark}, are
 * deleted again.
 */
public final class GenerationBenchmark {

    private static final String DOMAIN = "benchmark";
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private GenerationBenchmark() {}

    /**
     * Prints the table.
     *
     * @param args lake, generator, numbers of rows with commas between (default 100000,1000000), fields drawn together (default 1)
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("benchmark generation LAKE GENERATOR [ROWS,ROWS,... [TOGETHER]]");
            System.exit(2);
        }
        long[] rows = Arrays.stream((args.length > 2 ? args[2] : "100000,1000000").split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        int together = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        try (SparkSession spark = LakeSession.configure(SparkSession.builder()
                        .master("local[*]")
                        .appName("benchmark")
                        .config("spark.ui.enabled", "false"))
                .getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            Lake lake = Lake.open(spark, args[0]);
            // The first loads classes and the native library.
            measure(lake, args[1], 10_000, together);
            System.out.printf("%12s %10s %12s %14s %10s %6s%n", "flows", "s", "flows/s", "flows/CPU s", "MB", "load");
            for (long some : rows) {
                System.out.println(measure(lake, args[1], some, together));
            }
        }
    }

    private static String measure(Lake lake, String generator, long rows, int together) throws Exception {
        GenerateFlowsOptions options = new GenerateFlowsOptions(
                lake.uri(),
                generator,
                rows,
                DOMAIN,
                null,
                null,
                Map.of(),
                null,
                false,
                new SamplingPlan(together, 0),
                1);
        long wall = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        GenerateFlowsResult made = GenerateFlowsJob.run(lake.spark(), options, PublicationGate.OPEN, Progress.SILENT);
        double seconds = (System.nanoTime() - wall) / 1e9;
        double processor = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        delete(lake);
        return String.format(
                Locale.ROOT,
                "%12d %10.1f %12.0f %14.0f %10d %6.1f",
                made.rows(),
                seconds,
                rows / seconds,
                rows / processor,
                mostResident(),
                SYSTEM.getSystemLoadAverage());
    }

    private static void delete(Lake lake) throws CommitConflictException {
        Set<TablePartition> days = new LinkedHashSet<>();
        lake.read(SyntheticTables.FLOWS)
                .where("domain = '" + DOMAIN + "'")
                .select("date")
                .distinct()
                .collectAsList()
                .forEach(day ->
                        days.add(new TablePartition(DOMAIN, day.getDate(0).toLocalDate())));
        new DeltaTables(lake)
                .commit(
                        SyntheticTables.FLOWS,
                        List.of(),
                        CommitOptions.once(DOMAIN + System.nanoTime(), 1).replacing(days));
    }

    /** Megabytes that were resident at most. */
    private static long mostResident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
