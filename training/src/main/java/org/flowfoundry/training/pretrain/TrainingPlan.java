package org.flowfoundry.training.pretrain;

import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.engine.TrainingConfig;
import org.flowfoundry.training.engine.TrainingConfig.Cadence;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;

/**
 * How a model is to be trained, where some of it depends on how much data there is.
 *
 * @param steps updates of the parameters; 0 = as many as {@code epochs} take, within bounds
 * @param epochs passes over the training data
 * @param batchRows rows of a worker's mini-batch
 * @param accumulation mini-batches per update
 * @param optimization its warm-up is used where it is above 0; else a twentieth of the steps
 * @param checkpointEvery steps; 0 = ten times in all, though at most every 1,000
 * @param keepCheckpoints how many are kept
 * @param validateEvery steps; 0 = twenty times in all
 * @param patience validations without a better one after which training ends; 0 = never
 */
public record TrainingPlan(
        long steps,
        double epochs,
        int batchRows,
        int accumulation,
        long seed,
        Optimization optimization,
        Synchronization synchronization,
        int checkpointEvery,
        int keepCheckpoints,
        int validateEvery,
        int patience,
        Resources resources) {

    private static final long FEWEST_STEPS = 100;
    private static final long MOST_STEPS = 20_000;
    private static final int VALIDATIONS = 20;
    private static final int MOST_STEPS_BETWEEN = 1_000;

    public TrainingPlan {
        if (batchRows < 1 || batchRows > 65_536) {
            throw TrainingErrors.badSetting("batch", Integer.toString(batchRows), "it must be 1 to 65536 rows");
        }
        if (accumulation < 1) {
            throw TrainingErrors.badSetting("accumulation", Integer.toString(accumulation), "it must be at least 1");
        }
        if (!(epochs > 0 && epochs <= 1e6)) {
            throw TrainingErrors.badSetting(
                    "epochs", Double.toString(epochs), "it must be above 0 and at most 1000000");
        }
        if (steps < 0) {
            throw TrainingErrors.badSetting("steps", Long.toString(steps), "it must be at least 1, or 0 for --epochs");
        }
    }

    /**
     * The training of so much data.
     *
     * @param rows of training data
     * @param workers that share them
     */
    TrainingConfig config(long rows, int workers) {
        double perStep = (double) batchRows * accumulation * workers;
        long all = steps > 0
                ? steps
                : Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, Math.round(Math.ceil(epochs * rows / perStep))));
        int validations = (int) Math.max(1, Math.min(MOST_STEPS_BETWEEN, all / VALIDATIONS));
        Cadence cadence = new Cadence(
                checkpointEvery > 0 ? checkpointEvery : (int) Math.max(1, Math.min(MOST_STEPS_BETWEEN, all / 10)),
                keepCheckpoints,
                validateEvery > 0 ? validateEvery : validations,
                patience,
                validations);
        return new TrainingConfig(all, accumulation, seed, warmed(all), synchronization, cadence, resources);
    }

    /** As it is carried out in so many steps. */
    Optimization warmed(long all) {
        return new Optimization(
                optimization.learningRate(),
                optimization.lowestRate(),
                optimization.warmUp() > 0 ? optimization.warmUp() : all / 20,
                optimization.weightDecay(),
                optimization.beta2(),
                optimization.clipNorm(),
                optimization.averageDecay());
    }
}
