package org.flowfoundry.app.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.mllib.evaluation.BinaryClassificationMetrics;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.training.adapt.HeldOut;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import scala.Tuple2;

/** How a pre-training went, and what an adapted model is worth on hosts that it never saw. */
final class ModelReport {

    private static final int POINTS = 100;

    private final Lake lake;

    ModelReport(Lake lake) {
        this.lake = lake;
    }

    /** The losses of a pre-trained model, by step. */
    void pretraining(HtmlPage page, String name) {
        ModelVersion version = new ModelRegistry(lake).resolve(name);
        page.section("Pre-training: what does a host do next?");
        page.remark("Negative log-likelihood of each next window, nats per value, of "
                + version.card().parameters()
                + " parameters on " + version.card().data().windows()
                + " host windows, without labels; validation on hosts of its own.");
        if (version.fileNames().contains("loss.svg")) {
            page.picture(version.read(
                    "loss.svg", (in, length, file) -> new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /** Precision and recall of a detector on its test hosts. */
    void detector(HtmlPage page, String name, String positive, PartitionRange range) {
        Dataset<Row> scores = HeldOut.scores(lake, name, range)
                .select(
                        col("probability"),
                        when(col("label").equalTo(positive), 1.0).otherwise(0.0).as("positive"))
                .cache();
        long windows = scores.count();
        long positives = scores.where("positive = 1").count();
        page.section("Adapted with ten labels per class: " + positive);
        page.remark(String.format(
                Locale.ROOT,
                "Host windows of hosts that neither pre-training nor adaptation saw: %,d, of which %,d are %s.",
                windows,
                positives,
                positive));
        if (positives > 0 && positives < windows) {
            curve(page, scores, (double) positives / windows);
        }
        scores.unpersist();
    }

    private static void curve(HtmlPage page, Dataset<Row> scores, double share) {
        BinaryClassificationMetrics metrics = new BinaryClassificationMetrics(
                scores.javaRDD()
                        .map(row -> new Tuple2<Object, Object>(row.getDouble(0), row.getDouble(1)))
                        .rdd(),
                POINTS);
        List<double[]> points = new ArrayList<>();
        for (Tuple2<Object, Object> point : metrics.pr().toJavaRDD().collect()) {
            points.add(new double[] {(double) point._1(), (double) point._2()});
        }
        page.paragraph(String.format(
                Locale.ROOT, "Area under the curve: %.3f; a guess has %.3f.", metrics.areaUnderPR(), share));
        page.picture(Charts.lines(
                "recall",
                "precision",
                Map.of("detector", points, "guess", List.of(new double[] {0, share}, new double[] {1, share}))));
    }
}
