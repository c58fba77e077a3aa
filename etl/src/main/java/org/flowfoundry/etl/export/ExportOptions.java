package org.flowfoundry.etl.export;

import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.etl.EtlErrors;

/**
 * What {@code export} is asked to do.
 *
 * @param lake folder or URI of the lake
 * @param table the table, whose columns are at least those of {@code flows}
 * @param range the flows to export
 * @param run only those that this run of a generator made; null = all
 * @param output folder to write to, or a URI that Hadoop knows
 * @param rotationMinutes minutes of flow starts in a file; they divide a day
 * @param undated what becomes of flows without a time, in nfcapd files
 * @param overwrite whether the folder may hold other files, too
 */
public record ExportOptions(
        String lake,
        String table,
        PartitionRange range,
        String run,
        ExportFormat format,
        String output,
        int rotationMinutes,
        UndatedFlows undated,
        boolean overwrite) {

    static final int DAY_MINUTES = 1_440;

    public ExportOptions {
        if (output == null || output.isBlank()) {
            throw EtlErrors.noExportOutput();
        }
        if (rotationMinutes < 1 || rotationMinutes > DAY_MINUTES || DAY_MINUTES % rotationMinutes != 0) {
            throw EtlErrors.badRotation(rotationMinutes);
        }
    }

    /** All flows of a table, in files as long as the format usually has; flows without a time are refused. */
    public static ExportOptions defaults(String lake, String table, ExportFormat format, String output) {
        return new ExportOptions(
                lake,
                table,
                PartitionRange.ALL,
                null,
                format,
                output,
                format.defaultRotation(),
                UndatedFlows.REFUSE,
                false);
    }

    /** The same for a part of the table. */
    public ExportOptions withRange(PartitionRange part) {
        return new ExportOptions(lake, table, part, run, format, output, rotationMinutes, undated, overwrite);
    }

    /** The same for what a run of a generator made. */
    public ExportOptions withRun(String id) {
        return new ExportOptions(lake, table, range, id, format, output, rotationMinutes, undated, overwrite);
    }
}
