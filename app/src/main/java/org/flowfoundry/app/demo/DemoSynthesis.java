package org.flowfoundry.app.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.app.report.DemoReport;
import org.flowfoundry.app.synthetic.PrivacyGate;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.evaluation.fidelity.FidelityJob;
import org.flowfoundry.evaluation.fidelity.FidelityOptions;
import org.flowfoundry.evaluation.fidelity.SyntheticFlows;
import org.flowfoundry.evaluation.fidelity.metric.Metric;
import org.flowfoundry.evaluation.fidelity.report.Compared;
import org.flowfoundry.evaluation.fidelity.report.FidelityStudy;
import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.generation.diffusion.SamplingPlan;
import org.flowfoundry.generation.flow.FlowGeneratorOptions;
import org.flowfoundry.generation.flow.FlowGeneratorOptions.Counting;
import org.flowfoundry.generation.flow.GenerateFlows;
import org.flowfoundry.generation.flow.GenerateFlowsOptions;
import org.flowfoundry.generation.flow.GenerateFlowsResult;
import org.flowfoundry.generation.flow.GeneratorTerms;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.record.RecordSplit;

/** The demo's synthetic flows: a small generator, what it makes, and how like real flows that is. */
final class DemoSynthesis {

    private static final String GENERATOR = "demo-flows";
    private static final String DOMAIN = "campus";
    private static final long FLOWS = 100_000;
    private static final int STEPS = 400;
    private static final int BATCH = 256;
    private static final int SAMPLE = 10_000;
    private static final int COMPARED = 2_000;
    private static final long SEED = 1;

    private final SparkSession spark;
    private final String lake;
    private final Progress progress;
    private FidelityStudy study;
    private String refusal;

    DemoSynthesis(SparkSession spark, String lake, Progress progress) {
        this.spark = spark;
        this.lake = lake;
        this.progress = progress;
    }

    /** Learns, makes flows and compares them; where they must not be published, or cannot be made, says why. */
    DemoSynthesis run(Map<String, Object> summary) {
        try {
            GenerateFlowsResult made =
                    GenerateFlows.run(spark, training(), true, rows(), new PrivacyGate(lake, SEED), progress);
            summary.put("synthetic_flows", made.rows());
        } catch (UserException e) {
            refusal = e.getMessage();
            summary.put("synthetic_flows", 0L);
            summary.put("synthetic_refused", refusal);
            progress.note("No synthetic flows in this demo: " + refusal);
            return this;
        }
        study = FidelityJob.run(spark, comparison(), progress).study();
        Compared synthetic = study.named(Compared.SYNTHETIC);
        summary.put("synthetic_c2st", synthetic.value(Metric.C2ST));
        summary.put("synthetic_rules_broken", synthetic.value(Metric.RULES_BROKEN));
        return this;
    }

    /** Puts what came out into the report. */
    DemoReport shownIn(DemoReport report) {
        return study == null ? report.withoutSynthetic(DOMAIN, refusal) : report.withSynthetic(study);
    }

    private FlowGeneratorOptions training() {
        TrainingPlan plan = new TrainingPlan(
                STEPS,
                1,
                BATCH,
                1,
                SEED,
                new Optimization(4e-3, 0.05, 0, 0.05, 0.98, 1, 0.98),
                Synchronization.gradients(),
                0,
                2,
                STEPS / 4,
                0,
                new Resources(0, 0, 300));
        return new FlowGeneratorOptions(
                lake,
                DemoModels.LABELLED,
                DOMAIN,
                GENERATOR,
                new DenoiserConfig(64, 2, 0.1),
                new FlowGeneratorOptions.Data(List.of(), new RecordSplit(0.2, SEED), Counting.ALL, SAMPLE, 0),
                plan,
                Begin.RESTART);
    }

    private GenerateFlowsOptions rows() {
        return new GenerateFlowsOptions(
                lake, GENERATOR, FLOWS, null, null, null, Map.of(), null, false, SamplingPlan.ANCESTRAL, SEED);
    }

    private FidelityOptions comparison() {
        GeneratorTerms terms = GeneratorTerms.of(Lake.open(spark, lake), GENERATOR);
        return new FidelityOptions(
                lake,
                FidelityOptions.FLOWS,
                DOMAIN,
                SyntheticFlows.of(GENERATOR, null),
                new FidelityOptions.Real(
                        terms.split(), terms.fields(), Set.of(), FidelityOptions.NO_CLASS, terms.isDistinct()),
                COMPARED,
                false,
                SEED,
                new FidelityOptions.Output(null, "./flowfoundry demo"));
    }
}
