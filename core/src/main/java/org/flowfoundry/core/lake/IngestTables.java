package org.flowfoundry.core.lake;

import static org.flowfoundry.core.column.ColumnType.BINARY;
import static org.flowfoundry.core.column.ColumnType.LONG;
import static org.flowfoundry.core.column.ColumnType.TEXT;
import static org.flowfoundry.core.column.ColumnType.TIMESTAMP;

import java.util.List;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.flow.FlowTable;

/** The three tables that {@code ingest} writes in one go: what was read, what could not be, and from which files. */
public final class IngestTables {

    public static final TableSpec FLOWS = TableSpec.ofBatches(
            "flows",
            "One exported flow record",
            "UTC day of flow_start, else (or where 400 days apart) of export_time, else as given with --date",
            FlowTable.RECORD_COLUMNS);

    /** The columns of {@code quarantine} but for the partition columns. */
    public static final List<ColumnDefinition> QUARANTINE_COLUMNS = List.of(
            new ColumnDefinition("source_file", TEXT, "File that holds what could not be read"),
            new ColumnDefinition(
                    "source_record", LONG, "Number of the record in its file, from 0; null where it cannot be counted"),
            new ColumnDefinition("source_offset", LONG, "Byte offset in the (decompressed) file"),
            new ColumnDefinition("reason", TEXT, "What is wrong, in words"),
            new ColumnDefinition(
                    "raw", BINARY, "The first bytes of it, at most 1024; null when ingested with --anonymize"),
            new ColumnDefinition("format", TEXT, "The format it was read as"),
            new ColumnDefinition("run_id", TEXT, "The ingest run"));

    public static final TableSpec QUARANTINE = TableSpec.ofBatches(
            "quarantine",
            "A record, or a stretch of a file, that could not be read",
            "UTC day of the ingest run",
            QUARANTINE_COLUMNS);

    /** The columns of {@code ingested_files} but for the partition columns. */
    public static final List<ColumnDefinition> INGESTED_FILE_COLUMNS = List.of(
            new ColumnDefinition("source_file", TEXT, "The file as it was named"),
            new ColumnDefinition(
                    "content_hash",
                    TEXT,
                    "SHA-256 of the file's bytes, hexadecimal; the same bytes are never ingested twice into a domain."
                            + " Of a file that gave no flows: what has to change before it is tried again, and the hash"),
            new ColumnDefinition("file_bytes", LONG, "Size of the file in bytes"),
            new ColumnDefinition("format", TEXT, "The format it was read as"),
            new ColumnDefinition("status", TEXT, "ok, damaged (something was quarantined) or unreadable"),
            new ColumnDefinition(
                    "records", LONG, "Flow records found in the file = flows_read + quarantined + duplicates"),
            new ColumnDefinition("flows_read", LONG, "Records that were decoded"),
            new ColumnDefinition("flows", LONG, "Rows written to flows: flows_read, or more where biflows were split"),
            new ColumnDefinition("quarantined", LONG, "Rows written to quarantine"),
            new ColumnDefinition(
                    "duplicates", LONG, "Records left out because their datagram stood in the file already"),
            new ColumnDefinition(
                    "lost", LONG, "Records the exporter sent that are not in the file, by its sequence numbers"),
            new ColumnDefinition("packets", LONG, "Packets of all flows, both directions"),
            new ColumnDefinition("bytes", LONG, "Bytes of all flows, both directions"),
            new ColumnDefinition("first_flow_start", TIMESTAMP, "Earliest flow_start in the file"),
            new ColumnDefinition("last_flow_end", TIMESTAMP, "Latest flow_end in the file"),
            new ColumnDefinition("run_id", TEXT, "The ingest run"),
            new ColumnDefinition("ingested_at", TIMESTAMP, "When the run began"),
            new ColumnDefinition(
                    "anonymized_with",
                    TEXT,
                    "First 8 hexadecimal digits of an HMAC-SHA-256 of a constant under the key;"
                            + " null = addresses as exported"));

    public static final TableSpec INGESTED_FILES = TableSpec.ofBatches(
            "ingested_files",
            "A file that was ingested, and its counts",
            "UTC day of the ingest run",
            INGESTED_FILE_COLUMNS);

    private IngestTables() {}
}
