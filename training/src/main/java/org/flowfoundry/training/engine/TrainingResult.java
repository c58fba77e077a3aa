package org.flowfoundry.training.engine;

import java.util.List;

/**
 * What a training came to.
 *
 * @param steps made, over all resumptions
 * @param workers at its end
 * @param stoppedEarly whether validation no longer got better before the last step
 * @param finalParameters the flat vector after the last step
 * @param bestParameters what to use: those that validated best, or without validation the last ones; their moving average
 *     where one is kept
 * @param bestStep the step they are of
 * @param bestLoss their validation loss; null without validation
 * @param rounds from the first step on, over all resumptions
 */
public record TrainingResult(
        long steps,
        int workers,
        boolean stoppedEarly,
        float[] finalParameters,
        float[] bestParameters,
        long bestStep,
        Double bestLoss,
        List<TrainingRound> rounds) {}
