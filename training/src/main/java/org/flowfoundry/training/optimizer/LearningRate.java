package org.flowfoundry.training.optimizer;

/**
 * A learning rate that warms up linearly, then falls along half a cosine (Loshchilov and Hutter 2017).
 *
 * @param peak highest rate, reached after the warm-up
 * @param warmUp steps of the warm-up
 * @param steps of the whole training
 * @param lowest the last step's rate as a share of the peak's
 */
public record LearningRate(double peak, long warmUp, long steps, double lowest) {

    /** The rate of a step, from 0. */
    public double at(long step) {
        if (step < warmUp) {
            return peak * (step + 1) / warmUp;
        }
        double done = Math.min(1, (double) (step - warmUp) / Math.max(1, steps - 1 - warmUp));
        return peak * (lowest + (1 - lowest) * (1 + Math.cos(Math.PI * done)) / 2);
    }
}
