package org.flowfoundry.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.etl.export.ExportJob;
import org.flowfoundry.etl.export.ExportOptions;
import org.flowfoundry.generation.flow.GenerateFlowsResult;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Files that generated flows are written to once they are in the lake. */
final class GeneratedFiles {

    @Option(
            names = "--export",
            paramLabel = "FORMAT",
            completionCandidates = ExportFileOptions.Formats.class,
            description =
                    "With --kind flows: write the flows to files, too, as 'export' does: ${COMPLETION-CANDIDATES}.")
    String format;

    @Option(names = "--output", paramLabel = "DIR", description = "With --export: folder or URI to write to.")
    String output;

    @Mixin
    ExportFileOptions files;

    /**
     * What is to be exported, but for the run, which is not there yet.
     *
     * @return null = no files were asked for
     */
    ExportOptions options(String lake) {
        if (format != null) {
            return files.options(lake, SyntheticTables.FLOWS.name(), PartitionRange.ALL, format, output);
        }
        if (output != null || files.areGiven()) {
            throw new UsageException("--output, --rotation, --undated and --overwrite say how flows are exported, and"
                    + " nothing is exported without --export. Give --export FORMAT, too, or leave them out.");
        }
        return null;
    }

    /** Exports what a run made: its rows, and no others of its days. */
    static Map<String, Object> export(
            SparkSession spark, ExportOptions options, GenerateFlowsResult made, Progress progress) {
        Map<String, Object> summary = new LinkedHashMap<>(made.summary());
        PartitionRange domain = new PartitionRange(List.of(made.domain()), null, null);
        try {
            summary.put(
                    "export",
                    ExportJob.run(spark, options.withRange(domain).withRun(made.run()), progress)
                            .summary());
        } catch (UserException e) {
            throw new UserException(
                    "The flows are in table " + options.table() + ", but were not exported: " + e.getMessage()
                            + " 'flowfoundry export --table " + options.table() + " --run " + made.run()
                            + "' exports them without making them again.",
                    e);
        }
        return summary;
    }
}
