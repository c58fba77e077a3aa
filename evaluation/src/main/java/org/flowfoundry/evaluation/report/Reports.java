package org.flowfoundry.evaluation.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.StrictJson;

/**
 * Writes what a run evaluated: a folder with {@code index.html} to read and {@code results.json} to compute with, and a page in
 * Markdown with its pictures in a folder of the same name beside it. What was there by those names is replaced.
 */
public final class Reports {

    private static final String REPORT = "--report";
    private static final String RESULTS = "--results";

    private final SparkSession spark;
    private final String report;
    private final String results;

    private Reports(SparkSession spark, String report, String results) {
        this.spark = spark;
        this.report = report;
        this.results = results;
    }

    /**
     * Makes the folders, so that no run finds at its end that they cannot be made.
     *
     * @param report folder; null = none
     * @param results Markdown file; null = none
     */
    public static Reports open(SparkSession spark, String report, String results) {
        Reports reports = new Reports(spark, report, results);
        if (report != null) {
            reports.make(REPORT, report, () -> new Path(report));
        }
        if (results != null) {
            reports.make(RESULTS, results, () -> pictures(new Path(results)));
        }
        return reports;
    }

    /** Writes what was asked for: page, results.json, Markdown and its pictures; each replaces the last. */
    public void write(Study study) {
        if (report != null) {
            Path folder = new Path(report);
            write(REPORT, new Path(folder, "results.json"), out -> StrictJson.write(out, Results.of(study)));
            write(REPORT, new Path(folder, "index.html"), text(new EvaluationPage(study).html()));
        }
        if (results != null) {
            Path file = new Path(results);
            ResultsPage page = new ResultsPage(study, pictures(file).getName());
            write(RESULTS, file, text(page.markdown()));
            for (Map.Entry<String, String> picture : page.pictures().entrySet()) {
                write(RESULTS, new Path(pictures(file), picture.getKey()), text(picture.getValue()));
            }
        }
    }

    /** The folder beside a page, named like it without its ending. */
    private static Path pictures(Path page) {
        String name = page.getName();
        return new Path(page.getParent(), name.substring(0, name.lastIndexOf('.')));
    }

    private static FileContent text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void make(String option, String given, Supplier<Path> path) {
        try {
            Path folder = path.get();
            if (!files(folder).mkdirs(folder)) {
                throw new IOException("the folder '" + folder + "' cannot be made");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw EvaluationErrors.reportNotWritten(option, given, e);
        }
    }

    private void write(String option, Path file, FileContent content) {
        try (OutputStream out = files(file).create(file, true)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw EvaluationErrors.reportNotWritten(option, file.toString(), e);
        }
    }

    /** Without files of checksums beside those that people look at. */
    private FileSystem files(Path path) throws IOException {
        FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
        return files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
    }
}
