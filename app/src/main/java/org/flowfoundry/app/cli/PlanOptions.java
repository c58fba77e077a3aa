package org.flowfoundry.app.cli;

import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.training.engine.TrainingConfig.Mode;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.pretrain.TrainingPlan;
import picocli.CommandLine.Option;

/** How a model is trained, and on how many executors. */
final class PlanOptions {

    @Option(
            names = "--steps",
            defaultValue = "0",
            description = "Updates of the parameters. Default: those of --epochs.")
    long steps;

    @Option(
            names = "--epochs",
            description = "Passes over the training data (100 to 20,000 steps). Default: 12, of a gnn 36.")
    Double epochs;

    @Option(
            names = "--batch",
            paramLabel = "ROWS",
            description = "Rows of sequences, or pieces of the graph. Default: 32, of a gnn 2.")
    Integer batch;

    @Option(
            names = "--accumulation",
            paramLabel = "N",
            defaultValue = "1",
            description = "Mini-batches per step and worker. Default: ${DEFAULT-VALUE}.")
    int accumulation;

    @Option(names = "--learning-rate", defaultValue = "0.002", description = "Default: ${DEFAULT-VALUE}.")
    double learningRate;

    @Option(names = "--weight-decay", defaultValue = "0.05", description = "Default: ${DEFAULT-VALUE}.")
    double weightDecay;

    @Option(names = "--warm-up", paramLabel = "STEPS", defaultValue = "0", description = "Default: a twentieth of all.")
    long warmUp;

    @Option(names = "--clip", paramLabel = "NORM", defaultValue = "1", description = "Longest gradient; 0 = any.")
    double clip;

    @Option(
            names = "--average-decay",
            paramLabel = "DECAY",
            description = "Of the parameters' moving average, which is what is kept; 0 = none. Default: 0.98, of a"
                    + " generator 0.998.")
    Double averageDecay;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Decides every random choice. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--sync",
            paramLabel = "MODE",
            defaultValue = "gradients",
            description = "Workers average gradients at each step, or parameters after some steps of their own:"
                    + " ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Mode sync;

    @Option(names = "--local-steps", paramLabel = "K", description = "With --sync local. Default: 100.")
    Integer localSteps;

    @Option(names = "--outer-rate", paramLabel = "RATE", description = "With --sync local. Default: 0.7.")
    Double outerRate;

    @Option(names = "--outer-momentum", paramLabel = "SHARE", description = "With --sync local. Default: 0.9.")
    Double outerMomentum;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "STEPS",
            defaultValue = "0",
            description = "Default: a tenth of all.")
    int checkpointEvery;

    @Option(
            names = "--keep-checkpoints",
            paramLabel = "N",
            defaultValue = "2",
            description = "Default: ${DEFAULT-VALUE}.")
    int keepCheckpoints;

    @Option(
            names = "--validate-every",
            paramLabel = "STEPS",
            defaultValue = "0",
            description = "Default: a twentieth of all.")
    int validateEvery;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "5",
            description = "Ends after so many validations without a better one; 0 = never. Default: ${DEFAULT-VALUE}.")
    int patience;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "0",
            description = "One executor each; local[N] is one. Default: all executors.")
    int workers;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Native threads of a worker. Default: its cores.")
    int threads;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Longest wait for executors, and of a worker for the others. Default: ${DEFAULT-VALUE}.")
    int wait;

    /** With the batch and the epochs that a kind of network usually gets, where none are given. */
    TrainingPlan plan(int usualBatch, double usualEpochs) {
        return plan(steps, usualBatch, usualEpochs, 0.98);
    }

    /** Likewise for generators, which take so many steps however much there is to learn from, unless they are told. */
    TrainingPlan planOfGenerator(long usualSteps, int usualBatch) {
        return plan(steps == 0 && epochs == null ? usualSteps : steps, usualBatch, 1, 0.998);
    }

    private TrainingPlan plan(long allSteps, int usualBatch, double usualEpochs, double usualAverage) {
        return new TrainingPlan(
                allSteps,
                epochs == null ? usualEpochs : epochs,
                batch == null ? usualBatch : batch,
                accumulation,
                seed,
                new Optimization(
                        learningRate,
                        0.05,
                        warmUp,
                        weightDecay,
                        0.98,
                        clip,
                        averageDecay == null ? usualAverage : averageDecay),
                synchronization(),
                checkpointEvery,
                keepCheckpoints,
                validateEvery,
                patience,
                new Resources(workers, threads, wait));
    }

    private Synchronization synchronization() {
        if (sync == Mode.LOCAL) {
            return new Synchronization(
                    Mode.LOCAL,
                    localSteps == null ? 100 : localSteps,
                    outerRate == null ? 0.7 : outerRate,
                    outerMomentum == null ? 0.9 : outerMomentum);
        }
        requireNone("--local-steps", localSteps);
        requireNone("--outer-rate", outerRate);
        requireNone("--outer-momentum", outerMomentum);
        return Synchronization.gradients();
    }

    private static void requireNone(String option, Number given) {
        if (given != null) {
            throw new UsageException(
                    option + " goes with --sync local only: workers that average gradients at each step"
                            + " have no steps of their own. Give --sync local, too, or leave it out.");
        }
    }
}
