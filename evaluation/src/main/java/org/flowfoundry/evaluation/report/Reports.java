package org.flowfoundry.evaluation.report;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.StrictJson;

/**
 * Writes what a run evaluated: a folder with {@code index.html} to read and {@code results.json} to compute with, and a page in
 * Markdown with its pictures in a folder of the same name beside it. What was there by those names is replaced.
 */
public final class Reports {

    private final ReportFolder report;
    private final ReportFolder pictures;
    private final String results;

    private Reports(ReportFolder report, ReportFolder pictures, String results) {
        this.report = report;
        this.pictures = pictures;
        this.results = results;
    }

    /**
     * Makes the folders, so that no run finds at its end that they cannot be made.
     *
     * @param report folder; null = none
     * @param results Markdown file; null = none
     */
    public static Reports open(SparkSession spark, String report, String results) {
        return new Reports(
                report == null ? null : ReportFolder.open(spark, "--report", report),
                results == null
                        ? null
                        : ReportFolder.open(spark, "--results", results, () -> pictures(new Path(results))),
                results);
    }

    /** Writes what was asked for: page, results.json, Markdown and its pictures; each replaces the last. */
    public void write(Study study) {
        if (report != null) {
            report.write("results.json", out -> StrictJson.write(out, Results.of(study)));
            report.write("index.html", text(new EvaluationPage(study).html()));
        }
        if (results != null) {
            ResultsPage page = new ResultsPage(study, pictures.path().getName());
            pictures.write(new Path(results), text(page.markdown()));
            for (Map.Entry<String, String> picture : page.pictures().entrySet()) {
                pictures.write(picture.getKey(), text(picture.getValue()));
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
}
