package org.flowfoundry.evaluation.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.training.checkpoint.StrictJson;

/** Writes an evaluation to a folder: {@code index.html} to read, {@code results.json} to compute with. */
public final class EvaluationReport {

    private EvaluationReport() {}

    /** Writes both, replacing what was there by those names. */
    public static void write(SparkSession spark, String folder, Evaluation evaluation) {
        try {
            Path root = new Path(folder);
            FileSystem files = root.getFileSystem(spark.sessionState().newHadoopConf());
            files.mkdirs(root);
            try (OutputStream out = files.create(new Path(root, "results.json"), true)) {
                StrictJson.write(out, Results.of(evaluation));
            }
            try (OutputStream out = files.create(new Path(root, "index.html"), true)) {
                out.write(new EvaluationPage(evaluation).html().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw EvaluationErrors.reportNotWritten(folder, e);
        }
    }
}
