package org.flowfoundry.evaluation.fidelity.report;

import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.evaluation.report.ReportFolder;
import org.flowfoundry.training.checkpoint.StrictJson;

/** Writes a folder with {@code index.html} to read and {@code results.json} to compute with. */
public final class FidelityReport {

    private final ReportFolder folder;

    private FidelityReport(ReportFolder folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder, so that no run finds at its end that it cannot be made.
     *
     * @param folder null = no report is written
     */
    public static FidelityReport open(SparkSession spark, String folder) {
        return new FidelityReport(folder == null ? null : ReportFolder.open(spark, "--report", folder));
    }

    /** Replaces what is there by these names. */
    public void write(FidelityStudy study) {
        if (folder != null) {
            folder.write("results.json", out -> StrictJson.write(out, FidelityResults.of(study)));
            String page = new FidelityPage(study).html();
            folder.write("index.html", out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
