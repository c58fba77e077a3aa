package org.flowfoundry.core.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
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
            "training_rounds", "pretrain",
            "scores", "score",
            "forecasts", "forecast",
            "evaluations", "evaluate");

    private LakeErrors() {}

    static UserException noTemporaryFolder(Throwable cause) {
        return new UserException(
                "Java cannot make a temporary folder: " + reason(cause)
                        + ". Give it one that can be written to, as in --conf spark.driver.extraJavaOptions=-Djava.io.tmpdir=DIR",
                cause);
    }

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
                        + ". What was not committed before is in no table; make room or get write permission, and run it"
                        + " again",
                cause);
    }

    /** Replacing partitions failed below Spark: no space for the rows or for a shuffle, no permission. */
    static UserException notReplaced(String table, String location, Throwable cause) {
        return new UserException(
                "Cannot replace rows of table '" + table + "' in lake '" + location + "': " + reason(cause)
                        + ". No reader sees half of it; make room, in the lake and in Spark's local folders"
                        + " (spark.local.dir), or get write permission, and run it again",
                cause);
    }

    static UserException replacedByAnother(String table, String location, Throwable cause) {
        return new UserException(
                "Table '" + table + "' in lake '" + location
                        + "' was changed by another run at the same time, so this one changed nothing: run it again",
                cause);
    }

    static UserException noRowsReplaced(String table, String location) {
        return new UserException("Table '" + table + "' in lake '" + location + "' is stored as parquet, which cannot"
                + " replace some of the rows of a day: remove the table's folder, and it will be made as delta");
    }

    static UserException interruptedReplacement(String table, String location) {
        String command = madeBy(table);
        return new UserException("Table '" + table + "' in lake '" + location + "' is being replaced, or the run that"
                + " replaced it was killed: wait for that run, or finish it with "
                + (command == null ? "another run" : "`flowfoundry " + command + "`"));
    }

    static UserException stagedFileGone(Path file, Path table, Path journal) {
        return new UserException("Table '" + table + "' was half replaced by a run that was killed, and cannot be"
                + " finished: '" + file + "' is gone. Remove the table's folder and '" + journal
                + "', and make the table again, all dates of it");
    }

    static UserException notWhole(String table) {
        return new UserException("'" + table + "' holds partitions, but neither a Delta log nor the file _SUCCESS that"
                + " says that a Parquet table is whole: remove the folder, and make the table again, all dates of it");
    }

    static UserException noTable(String table, String location, List<String> there) {
        String command = madeBy(table);
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
        if (cause instanceof FSError && cause.getCause() != null) {
            return reason(cause.getCause());
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }

    /** The command that makes a table; null where that is not known. */
    private static String madeBy(String table) {
        boolean isOfGraph = table.startsWith("flow_graph_") || table.startsWith("graph_");
        return isOfGraph ? "graph" : MADE_BY.get(table);
    }
}
