package org.flowfoundry.evaluation.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.training.checkpoint.FileContent;

/** A folder that reports are written to, on any file system that Hadoop knows. */
public final class ReportFolder {

    private final SparkSession spark;
    private final String option;
    private final Path folder;

    private ReportFolder(SparkSession spark, String option, Path folder) {
        this.spark = spark;
        this.option = option;
        this.folder = folder;
    }

    /**
     * Makes the folder, so that no run finds at its end that it cannot be made.
     *
     * @param option that named it
     */
    public static ReportFolder open(SparkSession spark, String option, String folder) {
        return open(spark, option, folder, () -> new Path(folder));
    }

    /** @param path of the folder, from what the option was given */
    static ReportFolder open(SparkSession spark, String option, String given, Supplier<Path> path) {
        try {
            ReportFolder opened = new ReportFolder(spark, option, path.get());
            if (!opened.files(opened.folder).mkdirs(opened.folder)) {
                throw new IOException("the folder '" + opened.folder + "' cannot be made");
            }
            return opened;
        } catch (IOException | IllegalArgumentException e) {
            throw EvaluationErrors.reportNotWritten(option, given, e);
        }
    }

    /** Writes a file in the folder; what was there by its name is replaced. */
    public void write(String name, FileContent content) {
        write(new Path(folder, name), content);
    }

    /** Writes a file beside the folder, or anywhere else on its file system. */
    void write(Path file, FileContent content) {
        try (OutputStream out = files(file).create(file, true)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw EvaluationErrors.reportNotWritten(option, file.toString(), e);
        }
    }

    Path path() {
        return folder;
    }

    /** Without files of checksums beside those that people look at. */
    private FileSystem files(Path path) throws IOException {
        FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
        return files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
    }
}
