package org.flowfoundry.app.cli;

import java.util.Iterator;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.etl.export.ExportFormat;
import org.flowfoundry.etl.export.ExportOptions;
import org.flowfoundry.etl.export.UndatedFlows;
import picocli.CommandLine.Option;

/** How flows become files: what {@code export} and {@code generate --export} share. */
final class ExportFileOptions {

    @Option(
            names = "--rotation",
            paramLabel = "MINUTES",
            description = "Minutes of flow starts per file; they divide a day. Default: 5 for nfcapd, else 60.")
    Integer rotation;

    @Option(
            names = "--undated",
            paramLabel = "RULE",
            description =
                    "Flows without a time, which nfcapd cannot hold: refuse to export, file them at midnight of their"
                            + " day, or skip them. One of: ${COMPLETION-CANDIDATES}. Default: refuse.")
    UndatedFlows undated;

    @Option(names = "--overwrite", description = "Write into a folder that holds other files, too.")
    boolean overwrite;

    boolean areGiven() {
        return rotation != null || undated != null || overwrite;
    }

    ExportOptions options(String lake, String table, PartitionRange range, String format, String output) {
        ExportFormat kind = ExportFormat.of(format);
        return new ExportOptions(
                lake,
                table,
                range,
                null,
                kind,
                output,
                rotation == null ? kind.defaultRotation() : rotation,
                undated == null ? UndatedFlows.REFUSE : undated,
                overwrite);
    }

    /** The names of the formats, for help texts. */
    static final class Formats implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return ExportFormat.names().iterator();
        }
    }
}
