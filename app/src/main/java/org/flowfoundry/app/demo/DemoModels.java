package org.flowfoundry.app.demo;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.adapt.FinetuneJob;
import org.flowfoundry.training.adapt.FinetuneOptions;
import org.flowfoundry.training.adapt.FinetuneOptions.Mode;
import org.flowfoundry.training.adapt.FinetuneResult;
import org.flowfoundry.training.adapt.Task;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.model.Targets;
import org.flowfoundry.training.pretrain.PretrainJob;
import org.flowfoundry.training.pretrain.PretrainOptions;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.PretrainResult;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.score.ScoreJob;
import org.flowfoundry.training.score.ScoreOptions;
import org.flowfoundry.training.score.ScoreResult;
import org.flowfoundry.training.sequence.EncoderFit;
import org.flowfoundry.training.sequence.SeriesFeatures;
import org.flowfoundry.training.sequence.Split;

/** The demo's models: a tiny one of what hosts do next, and what ten labels per class make of it. */
final class DemoModels {

    static final String PRETRAINED = "demo";
    static final String DETECTOR = "demo-ddos";

    /** The network whose export format has room for labels. */
    static final PartitionRange LABELLED = new PartitionRange(List.of("campus"), null, null);

    private static final int SHOTS = 10;
    private static final int STEPS = 300;
    private static final double TEST_HOSTS = 0.4;

    private final SparkSession spark;
    private final String lake;
    private final Progress progress;

    DemoModels(SparkSession spark, String lake, Progress progress) {
        this.spark = spark;
        this.lake = lake;
        this.progress = progress;
    }

    /**
     * Trains, adapts and scores.
     *
     * @return whether there were attacks to learn from: an hour or two may have none
     */
    boolean run(Map<String, Object> summary) {
        PretrainResult pretrained = PretrainJob.run(spark, pretraining(), progress);
        summary.put("training_loss", pretrained.trainingLoss());
        summary.put("validation_loss", pretrained.validationLoss());
        FinetuneOptions adaptation =
                FinetuneOptions.of(lake, PRETRAINED, DETECTOR, Task.named("ddos"), null, LABELLED, SHOTS, Mode.HEAD, 1);
        try {
            FinetuneResult adapted = FinetuneJob.run(spark, adaptation, progress);
            summary.put("labels", adapted.labels());
        } catch (UserException e) {
            progress.note("No detector in this demo: " + e.getMessage());
            return false;
        }
        ScoreResult scored = ScoreJob.run(spark, new ScoreOptions(lake, DETECTOR, LABELLED), progress);
        summary.put("scores", scored.windows());
        return true;
    }

    private PretrainOptions pretraining() {
        TrainingPlan plan = new TrainingPlan(
                STEPS,
                1,
                64,
                1,
                1,
                new Optimization(3e-3, 0.05, 0, 0.05, 0.98, 1, 0.98),
                Synchronization.gradients(),
                0,
                2,
                0,
                0,
                new Resources(0, 0, 300));
        return new PretrainOptions(
                lake,
                PartitionRange.ALL,
                PRETRAINED,
                ModelSize.TINY.config(Kind.TRANSFORMER),
                new PretrainOptions.Data(
                        SeriesFeatures.DEFAULT, EncoderFit.DEFAULT_BINS, new Split(null, TEST_HOSTS, 0.1, 1), 0),
                Targets.HARD,
                plan,
                Begin.RESTART);
    }
}
