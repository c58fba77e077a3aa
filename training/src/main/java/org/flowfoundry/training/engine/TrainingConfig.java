package org.flowfoundry.training.engine;

import java.io.Serializable;
import org.flowfoundry.training.TrainingErrors;

/**
 * How a model is trained, whatever the model. Every part checks itself when it is made; its errors are the user's.
 *
 * @param steps updates of the parameters in all
 * @param accumulation mini-batches of every worker whose gradients make one update
 * @param seed decides the order of the data, dropout and masks
 */
public record TrainingConfig(
        long steps,
        int accumulation,
        long seed,
        Optimization optimization,
        Synchronization synchronization,
        Cadence cadence,
        Resources resources)
        implements Serializable {

    private static final int MOST_ROUNDS = 5000;

    public TrainingConfig {
        require("steps", steps, 1);
        require("accumulation", accumulation, 1);
        requireFewRounds(steps, "report every", cadence.reportEvery());
        if (cadence.validateEvery() > 0) {
            requireFewRounds(steps, "validate every", cadence.validateEvery());
        }
    }

    /** All rounds are written with each: they are for people and a picture. */
    private static void requireFewRounds(long steps, String setting, int every) {
        if (steps / every > MOST_ROUNDS) {
            throw TrainingErrors.badSetting(
                    setting,
                    Integer.toString(every),
                    "of " + steps + " steps it must be at least " + (steps + MOST_ROUNDS - 1) / MOST_ROUNDS);
        }
    }

    /** The defaults for so many steps: gradients averaged at every step, all workers there are, a tenth of the steps between checkpoints. */
    public static TrainingConfig of(long steps, double learningRate) {
        int tenth = (int) Math.max(1, Math.min(1000, steps / 10));
        return new TrainingConfig(
                steps,
                1,
                0,
                Optimization.of(learningRate, steps / 20),
                Synchronization.gradients(),
                new Cadence(tenth, 2, tenth, 0, Math.max(1, tenth / 5)),
                new Resources(0, 0, 600));
    }

    public TrainingConfig withAccumulation(int batches) {
        return new TrainingConfig(steps, batches, seed, optimization, synchronization, cadence, resources);
    }

    public TrainingConfig withSeed(long other) {
        return new TrainingConfig(steps, accumulation, other, optimization, synchronization, cadence, resources);
    }

    public TrainingConfig withOptimization(Optimization other) {
        return new TrainingConfig(steps, accumulation, seed, other, synchronization, cadence, resources);
    }

    public TrainingConfig withSynchronization(Synchronization other) {
        return new TrainingConfig(steps, accumulation, seed, optimization, other, cadence, resources);
    }

    public TrainingConfig withCadence(Cadence other) {
        return new TrainingConfig(steps, accumulation, seed, optimization, synchronization, other, resources);
    }

    public TrainingConfig withResources(Resources other) {
        return new TrainingConfig(steps, accumulation, seed, optimization, synchronization, cadence, other);
    }

    /**
     * How parameters follow gradients.
     *
     * @param learningRate highest rate of AdamW
     * @param lowestRate the last step's rate as a share of the highest
     * @param warmUp steps until the highest rate
     * @param weightDecay of the tensors that decay
     * @param beta2 decay of the squared gradient's moving average
     * @param clipNorm longest gradient; 0 = any
     * @param averageDecay decay of the parameters' moving average, which is what is validated and kept; 0 = the parameters
     *     themselves
     */
    public record Optimization(
            double learningRate,
            double lowestRate,
            long warmUp,
            double weightDecay,
            double beta2,
            double clipNorm,
            double averageDecay)
            implements Serializable {

        public Optimization {
            requireBetween("learning rate", learningRate, Double.MIN_NORMAL, 10);
            requireBetween("lowest rate", lowestRate, 0, 1);
            require("warm-up", warmUp, 0);
            requireBetween("weight decay", weightDecay, 0, 1);
            requireBetween("beta2", beta2, 0, Math.nextDown(1.0));
            requireBetween("clip norm", clipNorm, 0, Double.MAX_VALUE);
            requireBetween("average decay", averageDecay, 0, Math.nextDown(1.0));
        }

        public static Optimization of(double learningRate, long warmUp) {
            return new Optimization(learningRate, 0.1, warmUp, 0.01, 0.95, 1, 0.999);
        }
    }

    /** What workers tell each other. */
    public enum Mode {
        /** The gradient of every step: as one worker with all their batches. */
        GRADIENTS,
        /** Their parameters, after some steps each on its own: far fewer bytes, another result. */
        LOCAL
    }

    /**
     * When and how workers agree.
     *
     * @param localSteps steps that a worker makes on its own, with {@link Mode#LOCAL}
     * @param outerRate learning rate of the outer step
     * @param outerMomentum Nesterov momentum of the outer step
     */
    public record Synchronization(Mode mode, int localSteps, double outerRate, double outerMomentum)
            implements Serializable {

        public Synchronization {
            require("local steps", localSteps, 1);
            requireBetween("outer learning rate", outerRate, Double.MIN_NORMAL, 10);
            requireBetween("outer momentum", outerMomentum, 0, Math.nextDown(1.0));
        }

        public static Synchronization gradients() {
            return new Synchronization(Mode.GRADIENTS, 1, 1, 0);
        }

        /** With the outer rate and momentum that DiLoCo (Douillard et al. 2023) found best. */
        public static Synchronization local(int localSteps) {
            return new Synchronization(Mode.LOCAL, localSteps, 0.7, 0.9);
        }
    }

    /**
     * What happens how often. With {@link Mode#LOCAL} it happens when the workers next agree.
     *
     * @param checkpointEvery steps between checkpoints; there is always one at the end
     * @param keepCheckpoints how many are kept; from 2 on, a damaged one does not end the training
     * @param validateEvery steps between validations; 0 = never
     * @param patience validations without a better one after which the training ends; 0 = never
     * @param reportEvery steps in a round, for which loss and speed are told
     */
    public record Cadence(int checkpointEvery, int keepCheckpoints, int validateEvery, int patience, int reportEvery)
            implements Serializable {

        public Cadence {
            require("checkpoint every", checkpointEvery, 1);
            require("checkpoints kept", keepCheckpoints, 1);
            require("validate every", validateEvery, 0);
            require("patience", patience, 0);
            require("report every", reportEvery, 1);
        }
    }

    /**
     * On what it is trained.
     *
     * @param workers one executor each; 0 = all executors there are
     * @param threads native threads of a worker; 0 = as many as it has cores
     * @param waitSeconds the longest wait for executors, and for a worker that the others wait for
     */
    public record Resources(int workers, int threads, int waitSeconds) implements Serializable {

        public Resources {
            require("workers", workers, 0);
            require("threads", threads, 0);
            require("wait", waitSeconds, 1);
        }
    }

    private static void require(String setting, long value, long least) {
        if (value < least) {
            throw TrainingErrors.badSetting(setting, Long.toString(value), "it must be at least " + least);
        }
    }

    private static void requireBetween(String setting, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw TrainingErrors.badSetting(setting, Double.toString(value), range(least, most));
        }
    }

    private static String range(double least, double most) {
        String from = least == Double.MIN_NORMAL ? "it must be above 0" : "it must be at least " + (long) least;
        if (most == Double.MAX_VALUE) {
            return from;
        }
        return from + (most < 1 ? " and below 1" : " and at most " + (long) most);
    }
}
