package org.flowfoundry.app.cli;

import org.flowfoundry.etl.export.ExportJob;
import org.flowfoundry.etl.export.ExportOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "export",
        description =
                "A table of flows to files that other tools read: nfcapd (nfdump), IPFIX, CSV, Parquet. The same command again"
                        + " replaces what it wrote.")
final class ExportCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Mixin
    RangeOptions where;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            defaultValue = "flows",
            description =
                    "flows, synthetic_flows, or another table with the columns of flows. Default: ${DEFAULT-VALUE}.")
    String table;

    @Option(names = "--run", paramLabel = "ID", description = "Only what this run of generate made.")
    String run;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "NAME",
            completionCandidates = ExportFileOptions.Formats.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    String format;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder or URI to write to.")
    String output;

    @Mixin
    ExportFileOptions files;

    @Override
    public Outcome run(CommandContext context) {
        ExportOptions options =
                files.options(lake.uri, table, where.range(), format, output).withRun(run);
        return Outcome.ok(ExportJob.run(context.spark(), options, context.progress()));
    }
}
