package org.flowfoundry.etl.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What an export did.
 *
 * @param output the folder
 * @param packets of both directions
 * @param bytes of both directions
 * @param fileBytes size of the files
 * @param undated flows that were left out because they have no time
 * @param attributesDropped entries of {@code attributes} that the format has no place for
 * @param valuesDropped values of other columns that do not fit the format's field, or its records
 * @param columnsDropped columns that the format has no place for
 */
public record ExportResult(
        String output,
        ExportFormat format,
        long files,
        long flows,
        long packets,
        long bytes,
        long fileBytes,
        long undated,
        long attributesDropped,
        long valuesDropped,
        List<String> columnsDropped)
        implements JobResult {

    public ExportResult {
        columnsDropped = List.copyOf(columnsDropped);
    }

    static ExportResult of(String output, ExportFormat format, ExportCounts counts, long undated) {
        return new ExportResult(
                output,
                format,
                counts.files(),
                counts.flows(),
                counts.packets(),
                counts.bytes(),
                counts.fileBytes(),
                undated,
                counts.attributesDropped(),
                counts.valuesDropped(),
                format.leftOut());
    }

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("format", format.label());
        summary.put("files", files);
        summary.put("flows", flows);
        summary.put("packets", packets);
        summary.put("bytes", bytes);
        summary.put("file_bytes", fileBytes);
        summary.put("undated", undated);
        summary.put("attributes_dropped", attributesDropped);
        summary.put("values_dropped", valuesDropped);
        summary.put("columns_dropped", String.join(",", columnsDropped));
        summary.put("output", output);
        return summary;
    }
}
