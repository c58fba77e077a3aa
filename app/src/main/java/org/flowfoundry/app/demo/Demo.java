package org.flowfoundry.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.app.report.DemoReport;
import org.flowfoundry.core.job.JobResult;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.etl.ingest.IngestJob;
import org.flowfoundry.etl.ingest.IngestOptions;
import org.flowfoundry.etl.ingest.IngestResult;
import org.flowfoundry.etl.simulate.SimulateOptions;
import org.flowfoundry.etl.simulate.SimulateResult;
import org.flowfoundry.etl.simulate.Simulation;
import org.flowfoundry.evaluation.report.Evaluation;
import org.flowfoundry.features.FeatureOptions;
import org.flowfoundry.features.FeatureResult;
import org.flowfoundry.features.FeaturesJob;
import org.flowfoundry.features.GraphJob;
import org.flowfoundry.features.GraphOptions;
import org.flowfoundry.features.WindowLength;

/** Simulates networks, ingests what they export, computes features and graphs, trains and adapts a model,
 * evaluates what few labels are worth, generates synthetic flows, and writes a report: every step for real. */
public final class Demo {

    private static final String STRAY_FILE = "notes.txt";
    private static final String STRAY_TEXT = "Not a flow export: the demo put this file here to show the quarantine.\n";

    private final SparkSession spark;
    private final DemoFolder folder;
    private final Progress progress;
    private final Map<String, Object> summary = new LinkedHashMap<>();

    private Demo(SparkSession spark, Path output, Progress progress) {
        this.spark = spark;
        this.folder = new DemoFolder(output.toAbsolutePath().normalize());
        this.progress = progress;
    }

    /**
     * Runs the demo.
     *
     * @param output a folder that is new, empty, or an earlier demo's, which is replaced
     */
    public static JobResult run(SparkSession spark, Path output, int hours, long seed, Progress progress)
            throws IOException {
        Demo demo = new Demo(spark, output, progress);
        demo.run(hours, seed);
        return () -> demo.summary;
    }

    private void run(int hours, long seed) throws IOException {
        folder.prepare();
        SimulateResult simulated = Simulation.run(SimulateOptions.of(folder.exports(), hours, seed), progress);
        ingest(simulated);
        String lake = folder.lake().toString();
        FeatureResult features = FeaturesJob.run(spark, FeatureOptions.defaults(lake, PartitionRange.ALL), progress);
        summary.put("flow_features", features.flowFeatures());
        summary.put("host_series", features.hostWindows());
        JobResult graph = GraphJob.run(spark, graphOptions(lake), progress);
        graph.summary().forEach(summary::putIfAbsent);
        boolean adapted = new DemoModels(spark, lake, progress).run(summary);
        Evaluation evaluation = new DemoEvaluation(spark, lake, progress).run();
        DemoSynthesis synthesis = new DemoSynthesis(spark, lake, progress).run(summary);
        progress.stage("report");
        synthesis.shownIn(report(lake, adapted).withEvaluation(evaluation)).write(folder.report());
        summary.put("report", folder.report().toString());
    }

    private DemoReport report(String lake, boolean adapted) {
        DemoReport report = new DemoReport(Lake.open(spark, lake), folder.exports()).withModel(DemoModels.PRETRAINED);
        return adapted ? report.withDetector(DemoModels.DETECTOR, DemoModels.LABELLED) : report;
    }

    /** Graphs of an hour: with more hosts in each, and fewer of them to compute, than those of five minutes. */
    private static GraphOptions graphOptions(String lake) {
        GraphOptions defaults = GraphOptions.defaults(lake, PartitionRange.ALL);
        return new GraphOptions(
                lake,
                defaults.range(),
                WindowLength.parse("1h"),
                defaults.lookBack(),
                defaults.mostGapSeconds(),
                defaults.starThreshold(),
                defaults.format());
    }

    /** Every network into a domain of its name, with one file among them that is no flow export. */
    private void ingest(SimulateResult simulated) throws IOException {
        long flows = 0;
        long quarantined = 0;
        for (String network : simulated.networks().keySet()) {
            Path exports = folder.exports().resolve(network);
            if (flows == 0) {
                Files.writeString(exports.resolve(STRAY_FILE), STRAY_TEXT);
            }
            progress.stage("ingest " + network);
            IngestOptions options = IngestOptions.builder(
                            List.of(exports.toString()), network, folder.lake().toString())
                    .build();
            IngestResult result = IngestJob.run(spark, options, progress);
            flows += result.flows();
            quarantined += result.quarantined();
        }
        summary.put("networks", simulated.networks().size());
        summary.put("flows_simulated", simulated.total().flows());
        summary.put("flows", flows);
        summary.put("quarantined", quarantined);
    }
}
