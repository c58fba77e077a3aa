package org.flowfoundry.training.engine;

import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.engine.TrainingConfig.Resources;

/**
 * A training on the executors of a Spark application. It can be interrupted at any time: what its folder holds is enough to
 * go on, with the same loss curve, to the bit, where there are as many workers as before.
 */
public final class TrainingRun {

    private final SparkSession spark;
    private final Progress progress;

    public TrainingRun(SparkSession spark, Progress progress) {
        this.spark = spark;
        this.progress = progress;
    }

    /**
     * How many workers a training would have now, for what depends on it: waits for executors as {@link #train} does.
     *
     * @throws UserException where there are too few executors, or they come and go
     */
    public int workers(Resources resources) {
        try {
            return Slots.find(spark.sparkContext(), resources, Progress.SILENT).workers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TrainingErrors.interrupted(e);
        }
    }

    /**
     * Trains to the end.
     *
     * @param location folder of this training, which all executors can write to
     * @param resume whether to go on with the training that is in the folder
     * @throws UserException where there are too few executors, the folder is another training's, the training goes astray, or
     *     a worker finds something that the user must mend
     */
    public <B> TrainingResult train(
            TrainingProgram<B> program, TrainingConfig config, String location, boolean resume) {
        Configuration conf = spark.sessionState().newHadoopConf();
        RunFolder folder = RunFolder.open(conf, location);
        prepare(folder, config, resume);
        try {
            SparkContext context = spark.sparkContext();
            Slots slots = Slots.find(context, config.resources(), progress);
            progress.stage("Training");
            runStages(program, config, folder, slots, conf);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TrainingErrors.interrupted(e);
        }
        return folder.result();
    }

    private void prepare(RunFolder folder, TrainingConfig config, boolean resume) {
        boolean begun = folder.lastStep() >= 0;
        if (begun && !resume) {
            throw TrainingErrors.trainingThere(folder.uri());
        }
        if (!begun && resume) {
            progress.note(
                    "There is no checkpoint in '" + folder.uri() + "' to go on with: training begins at its start");
        }
        if (begun) {
            progress.note("Training goes on after step " + folder.lastStep() + " of " + config.steps());
        }
        folder.forgetEnd();
    }

    /** Spark tries a stage some times; as long as one comes farther than the one before, another is begun. */
    private <B> void runStages(
            TrainingProgram<B> program, TrainingConfig config, RunFolder folder, Slots slots, Configuration conf)
            throws InterruptedException {
        TrainingReport report = new TrainingReport(folder, config.steps(), progress);
        long before = Math.max(0, folder.lastStep());
        boolean ended = false;
        while (!ended) {
            String run = UUID.randomUUID().toString().substring(0, 8);
            WorkerTask<B> task = new WorkerTask<>(
                    program, config, slots.threads(), folder.uri(), run, new SerializableConfiguration(conf));
            TrainingStage stage = new TrainingStage(
                    spark.sparkContext(),
                    slots,
                    task,
                    "training-" + run,
                    config.resources().waitSeconds());
            try {
                stage.run(() -> {
                    report.update();
                    throwFailure(folder);
                });
                ended = true;
            } catch (ExecutionException e) {
                throwFailure(folder);
                long reached = folder.lastStep();
                if (reached <= before) {
                    throw failure(reached, slots, config, e.getCause());
                }
                before = reached;
            }
        }
        report.update();
        throwFailure(folder);
    }

    private static RuntimeException failure(long step, Slots slots, TrainingConfig config, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("SPARK-24819")) {
            return TrainingErrors.executorsGone(
                    slots.workers(), config.resources().waitSeconds());
        }
        if (message.contains("LostPeerException") || message.contains("ExecutorLostFailure")) {
            return TrainingErrors.workersLost(step, cause);
        }
        return new IllegalStateException("Training failed after the checkpoint of step " + step, cause);
    }

    private static void throwFailure(RunFolder folder) {
        folder.failure().ifPresent(message -> {
            throw new UserException(message);
        });
    }
}
