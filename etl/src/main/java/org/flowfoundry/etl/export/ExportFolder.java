package org.flowfoundry.etl.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.flowfoundry.core.job.JsonLine;
import org.flowfoundry.core.lake.Locations;
import org.flowfoundry.etl.EtlErrors;

/**
 * The folder that an export writes to. A marker says that it is one, and whether the export came to its end; what an earlier
 * export left there, whole or not, is replaced, and nothing else is deleted.
 */
final class ExportFolder {

    /** Where files are written before they are whole. Tools that read a folder leave out what begins with a dot. */
    private static final String TEMPORARY = ".flowfoundry-export.tmp";

    private static final String MARKER = ".flowfoundry-export.json";
    private static final Pattern OWN_FILE =
            Pattern.compile("nfcapd\\.\\d{12}|flows-\\d{4}-\\d{2}-\\d{2}T\\d{4}\\.(ipfix|csv|parquet)");
    private static final Pattern OWN_FOLDER = Pattern.compile("(domain|date)=.*", Pattern.DOTALL);

    private final Path root;
    private final FileSystem files;

    private ExportFolder(Path root, FileSystem files) {
        this.root = root;
        this.files = files;
    }

    /** The folder as the user names it, which nothing is done to yet. */
    static ExportFolder open(String output, Configuration conf) {
        try {
            Path path = Locations.path(output, conf);
            return at(path.getFileSystem(conf).makeQualified(path), conf);
        } catch (IOException | IllegalArgumentException e) {
            throw EtlErrors.badExportOutput(output, e);
        }
    }

    /** The folder by its qualified path. */
    static ExportFolder at(Path root, Configuration conf) throws IOException {
        FileSystem files = root.getFileSystem(conf);
        // Hadoop's own local file system leaves a checksum beside each file, which is of no use to other tools.
        return new ExportFolder(root, files instanceof LocalFileSystem local ? local.getRawFileSystem() : files);
    }

    Path root() {
        return root;
    }

    FileSystem files() {
        return files;
    }

    /** Where the file of a day and minute belongs. */
    Path file(ExportFormat format, String domain, String date, int minute) {
        Path folder = new Path(root, "domain=" + ExternalCatalogUtils.escapePathName(domain) + "/date=" + date);
        return new Path(folder, format.fileName(date, minute));
    }

    /** A folder for what is not whole yet. */
    Path temporary(String name) {
        return new Path(new Path(root, TEMPORARY), name);
    }

    /**
     * Sees to it that the folder can be written to, and changes nothing.
     *
     * @param overwrite whether it may hold other files
     */
    void check(boolean overwrite) {
        try {
            if (!files.exists(root)) {
                return;
            }
            if (!files.getFileStatus(root).isDirectory()) {
                throw EtlErrors.exportOutputNotAFolder(root.toString());
            }
            boolean empty = files.listStatus(root).length == 0;
            if (!empty && !overwrite && !files.exists(new Path(root, MARKER))) {
                throw EtlErrors.exportOutputNotEmpty(root.toString());
            }
        } catch (IOException | FSError e) {
            throw EtlErrors.exportNotWritable(root.toString(), e);
        }
    }

    /** Begins an export: marks the folder, then removes what an earlier one left. */
    void begin(ExportOptions options) {
        try {
            files.mkdirs(root);
            mark(options, false);
            files.delete(new Path(root, TEMPORARY), true);
            clear(root, 2);
        } catch (IOException | FSError e) {
            throw EtlErrors.exportNotWritable(root.toString(), e);
        }
    }

    /** Ends an export, all of whose files are there. */
    void complete(ExportOptions options) {
        try {
            files.delete(new Path(root, TEMPORARY), true);
            mark(options, true);
        } catch (IOException | FSError e) {
            throw EtlErrors.exportNotWritable(root.toString(), e);
        }
    }

    private void mark(ExportOptions options, boolean complete) throws IOException {
        Map<String, Object> marker = new LinkedHashMap<>();
        marker.put("table", options.table());
        marker.put("format", options.format().label());
        marker.put("complete", complete);
        try (OutputStream out = files.create(new Path(root, MARKER), true)) {
            out.write((JsonLine.of(marker) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Deletes the files of an export below a folder, and the folders of theirs that are empty then. */
    private void clear(Path folder, int depth) throws IOException {
        for (FileStatus child : files.listStatus(folder)) {
            String name = child.getPath().getName();
            if (child.isDirectory()) {
                if (depth > 0 && OWN_FOLDER.matcher(name).matches()) {
                    clear(child.getPath(), depth - 1);
                    deleteIfEmpty(child.getPath());
                }
            } else if (depth == 0 && OWN_FILE.matcher(name).matches()) {
                files.delete(child.getPath(), false);
            }
        }
    }

    private void deleteIfEmpty(Path folder) throws IOException {
        if (files.listStatus(folder).length == 0) {
            files.delete(folder, false);
        }
    }
}
