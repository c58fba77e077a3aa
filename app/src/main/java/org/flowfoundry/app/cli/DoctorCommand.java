package org.flowfoundry.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.app.doctor.Check;
import org.flowfoundry.app.doctor.Doctor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "doctor",
        description =
                "Checks Java, Spark, native libraries, engine, GPU, memory, disk and lake access, on driver and executors.")
final class DoctorCommand implements Command {

    @Mixin
    CommonOptions common;

    @Option(names = "--lake", paramLabel = "URI", description = "Also check that this lake can be read and written.")
    String lake;

    @Override
    public Outcome run(CommandContext context) {
        SparkSession spark = context.spark();
        List<Check> checks = new Doctor(spark, lake).run();
        checks.forEach(check -> context.out().println(check.line()));
        long failed = checks.stream()
                .filter(check -> check.status() == Check.Status.FAILED)
                .count();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("checks", checks.size());
        summary.put(
                "warnings",
                checks.stream()
                        .filter(check -> check.status() == Check.Status.WARNING)
                        .count());
        summary.put("failures", failed);
        return new Outcome(
                summary, failed == 0 ? null : failed + " of " + checks.size() + " checks failed; see above.");
    }
}
