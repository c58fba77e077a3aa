package org.flowfoundry.training.engine;

/**
 * Some steps of a training, in numbers. Seconds are the first worker's, per step; its all-reduce includes the wait for others.
 *
 * @param round from 1
 * @param step steps made at its end
 * @param epoch the first worker's pass through its data, from 0
 * @param trainingLoss mean over the round's steps and all workers, by weight; null where no step had a finite loss
 * @param validationLoss at its end; null where there was no validation
 * @param learningRate of its last step
 * @param gradientNorm mean length of the gradient before clipping; with local steps, of the workers' own
 * @param skippedSteps steps left out because loss or gradient were not finite
 * @param tokensPerSecond of all workers
 * @param tokensPerSecondPerDevice of a worker
 * @param dataSeconds waiting for batches
 * @param computeSeconds forward, backward and update
 * @param allReduceSeconds exchanging with the others
 * @param otherSeconds validation, checkpoints and the rest
 * @param secondsLeft until the last step at this speed
 */
public record TrainingRound(
        long round,
        long step,
        long epoch,
        Double trainingLoss,
        Double validationLoss,
        double learningRate,
        double gradientNorm,
        long skippedSteps,
        double tokensPerSecond,
        double tokensPerSecondPerDevice,
        double dataSeconds,
        double computeSeconds,
        double allReduceSeconds,
        double otherSeconds,
        double secondsLeft) {}
