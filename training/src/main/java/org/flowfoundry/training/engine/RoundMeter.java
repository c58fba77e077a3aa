package org.flowfoundry.training.engine;

import org.flowfoundry.training.engine.StepClock.Phase;

/** Adds up a round. What the loss curve is made of is saved in checkpoints; speed is of this process only. */
final class RoundMeter {

    private final int workers;
    private final StepClock clock;
    private Sums sums = Sums.NONE;
    private long timedSteps;
    private double tokens;

    RoundMeter(int workers, StepClock clock) {
        this.workers = workers;
        this.clock = clock;
    }

    /** The round so far, as checkpoints hold it. */
    record Sums(long steps, double loss, double weight, double norms, double skipped) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0);
    }

    Sums sums() {
        return sums;
    }

    void restore(Sums saved) {
        sums = saved;
        restartClock();
    }

    void add(Agreement agreement) {
        sums = new Sums(
                sums.steps() + agreement.steps(),
                sums.loss() + agreement.loss(),
                sums.weight() + agreement.weight(),
                sums.norms() + agreement.norms(),
                sums.skipped() + agreement.skipped());
        timedSteps += agreement.steps();
        tokens += agreement.tokens();
    }

    /** Ends the round. */
    TrainingRound round(long number, long step, long lastStep, long epoch, Double validationLoss, double learningRate) {
        double seconds = 0;
        for (Phase phase : Phase.values()) {
            seconds += clock.seconds(phase);
        }
        double speed = tokens / Math.max(seconds, 1e-9);
        TrainingRound round = new TrainingRound(
                number,
                step,
                epoch,
                sums.weight() > 0 ? sums.loss() / sums.weight() : null,
                validationLoss,
                learningRate,
                sums.norms() / Math.max(1, sums.steps()),
                (long) sums.skipped(),
                speed,
                speed / workers,
                clock.seconds(Phase.DATA) / timedSteps,
                clock.seconds(Phase.COMPUTE) / timedSteps,
                clock.seconds(Phase.ALL_REDUCE) / timedSteps,
                clock.seconds(Phase.OTHER) / timedSteps,
                seconds / timedSteps * (lastStep - step));
        sums = Sums.NONE;
        restartClock();
        return round;
    }

    private void restartClock() {
        clock.restart();
        timedSteps = 0;
        tokens = 0;
    }
}
