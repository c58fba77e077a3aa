package org.flowfoundry.app.cli;

import java.util.Iterator;
import org.flowfoundry.etl.export.ExportFormat;
import org.flowfoundry.etl.export.ExportJob;
import org.flowfoundry.etl.export.ExportOptions;
import org.flowfoundry.etl.export.UndatedFlows;
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

    @Option(
            names = "--format",
            required = true,
            paramLabel = "NAME",
            completionCandidates = Formats.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    String format;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder or URI to write to.")
    String output;

    @Option(
            names = "--rotation",
            paramLabel = "MINUTES",
            description = "Minutes of flow starts per file; they divide a day. Default: 5 for nfcapd, else 60.")
    Integer rotation;

    @Option(
            names = "--undated",
            paramLabel = "RULE",
            defaultValue = "refuse",
            description =
                    "Flows without a time, which nfcapd cannot hold: refuse to export, file them at midnight of their"
                            + " day, or skip them. One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    UndatedFlows undated;

    @Option(names = "--overwrite", description = "Write into a folder that holds other files, too.")
    boolean overwrite;

    @Override
    public Outcome run(CommandContext context) {
        ExportFormat kind = ExportFormat.of(format);
        int minutes = rotation == null ? kind.defaultRotation() : rotation;
        ExportOptions options =
                new ExportOptions(lake.uri, table, where.range(), kind, output, minutes, undated, overwrite);
        return Outcome.ok(ExportJob.run(context.spark(), options, context.progress()));
    }

    /** The names of the formats, for help texts. */
    static final class Formats implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return ExportFormat.names().iterator();
        }
    }
}
