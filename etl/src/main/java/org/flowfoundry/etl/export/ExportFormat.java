package org.flowfoundry.etl.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flowfoundry.etl.EtlErrors;

/** The kinds of files that flows are exported to. */
public enum ExportFormat {
    /** nfdump's files, layout 2 (nfdump 1.7 and 1.8), blocks in LZ4. */
    NFCAPD(
            "",
            5,
            List.of("flow_start", "flow_end"),
            List.of(
                    "reverse_tcp_flags",
                    "application",
                    "quality_flags",
                    "source_file",
                    "source_record",
                    "source_offset")),
    /** IPFIX messages one after the other, in the order of their export times. */
    IPFIX(
            ".ipfix",
            60,
            List.of("export_time", "flow_start", "flow_end"),
            List.of("sampling_source", "quality_flags", "source_file", "source_record", "source_offset")),
    CSV(".csv", 60, List.of("flow_start", "flow_end", "source_file", "source_record"), List.of()),
    PARQUET(".parquet", 60, List.of("flow_start", "flow_end", "source_file", "source_record"), List.of());

    private final String extension;
    private final int defaultRotation;
    private final List<String> order;
    private final List<String> leftOut;

    ExportFormat(String extension, int defaultRotation, List<String> order, List<String> leftOut) {
        this.extension = extension;
        this.defaultRotation = defaultRotation;
        this.order = order;
        this.leftOut = leftOut;
    }

    /** The format of that name. */
    public static ExportFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> EtlErrors.unknownExportFormat(name, names()));
    }

    /** The names of all formats. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ExportFormat::label).toList();
    }

    /** The format's name, as users write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Minutes of flow starts in a file where the user asks for no others; nfcapd's own are five. */
    public int defaultRotation() {
        return defaultRotation;
    }

    /** The columns that the rows of a file are ordered by. */
    List<String> order() {
        return order;
    }

    /** Columns of flows that the format has no place for. */
    List<String> leftOut() {
        return leftOut;
    }

    /** Whether it carries {@code attributes}. */
    boolean hasAttributes() {
        return this == CSV || this == PARQUET;
    }

    /** Whether a flow must have a time. */
    boolean needsTimes() {
        return this == NFCAPD;
    }

    /** The name of the file for that day and minute. */
    String fileName(String date, int minute) {
        String time = String.format(Locale.ROOT, "%02d%02d", minute / 60, minute % 60);
        return this == NFCAPD ? "nfcapd." + date.replace("-", "") + time : "flows-" + date + "T" + time + extension;
    }
}
