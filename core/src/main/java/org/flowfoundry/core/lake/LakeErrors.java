package org.flowfoundry.core.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;

/** What users can get wrong about a lake. */
public final class LakeErrors {

    /** The command that makes a table. */
    private static final Map<String, String> MADE_BY = Map.of(
            "flows", "ingest",
            "quarantine", "ingest",
            "ingested_files", "ingest",
            "flow_features", "features",
            "host_series", "features",
            "flow_graph_vertices", "graph",
            "flow_graph_edges", "graph");

    private LakeErrors() {}

    static UsageException noLocation() {
        return new UsageException("No lake is named: say where it lies, as in --lake /data/lake");
    }

    static UsageException badLocation(String location, Throwable cause) {
        return new UsageException("Lake '" + location + "' cannot be opened: " + reason(cause)
                + ". Name a local folder, or a URI whose scheme"
                + " Spark has a file system for (file:, hdfs:, s3a:, ...)");
    }

    static UserException noLake(String location) {
        return new UserException("There is no lake at '" + location
                + "': check --lake, or make it with `flowfoundry ingest --lake " + location + "`");
    }

    static UserException notAFolder(String location) {
        return new UserException("Lake '" + location + "' is a file: a lake is a folder; name another with --lake");
    }

    static UserException notALake(String location, List<String> found) {
        return new UserException(
                "Folder '" + location + "' is no lake, and holds other things (" + String.join(", ", found)
                        + "): name an empty or a new folder with --lake, so that nothing gets mixed");
    }

    static UserException notReadable(String location, Throwable cause) {
        return new UserException("Cannot read lake '" + location + "': " + reason(cause), cause);
    }

    /** Writing below a lake failed: no space, no permission, a file system that went away. */
    public static UserException notWritable(String location, Throwable cause) {
        return new UserException(
                "Cannot write to '" + location + "': " + reason(cause)
                        + ". Nothing of this run is in its tables; make room or get write permission, and run it again",
                cause);
    }

    static UserException noTable(String table, String location, List<String> there) {
        String command = MADE_BY.get(table);
        return new UserException("No table '" + table + "' in lake '" + location + "'"
                + (there.isEmpty() ? ", which is empty" : "; there are " + String.join(", ", there))
                + (command == null ? "" : ": run `flowfoundry " + command + "` first"));
    }

    static UserException otherFormat(String table, String location, TableFormat there, TableFormat asked) {
        return new UserException("Table '" + table + "' in lake '" + location + "' is stored as " + name(there)
                + ", not as " + name(asked) + ": use --table-format " + name(there)
                + ", or remove the table's folder first");
    }

    static UsageException badDates(String text) {
        return new UsageException("'" + text
                + "' is no date and no range of dates: write YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD, as in"
                + " 2024-03-01..2024-03-31");
    }

    static UsageException reversedDates(LocalDate from, LocalDate to) {
        return new UsageException(
                "The range of dates " + from + ".." + to + " ends before it begins: write the earlier day first");
    }

    private static String name(TableFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
