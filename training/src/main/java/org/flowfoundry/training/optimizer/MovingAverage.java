package org.flowfoundry.training.optimizer;

import java.nio.FloatBuffer;

/**
 * The exponential moving average of parameters (Polyak and Juditsky 1992), which as a rule predicts better than the
 * parameters themselves. Early on it forgets faster, so that the first values do not linger: the decay of update t is at
 * most (1 + t) / (10 + t).
 */
public final class MovingAverage {

    private static final int BLOCK = 4096;

    private final float[] average;
    private final float[] p = new float[BLOCK];
    private final double decay;

    /** @param decay what is kept per update, 0 to below 1 */
    public MovingAverage(float[] start, double decay) {
        this.average = start.clone();
        this.decay = decay;
    }

    /** What it works with, not a copy. */
    public float[] values() {
        return average;
    }

    /** Goes on from these values. */
    public void restore(float[] values) {
        System.arraycopy(values, 0, average, 0, average.length);
    }

    /**
     * Takes in the parameters.
     *
     * @param update number of the last training step that they have seen, from 1
     * @param steps how many training steps they are from those taken in before
     */
    public void update(FloatBuffer parameters, long update, long steps) {
        float kept = (float) Math.pow(Math.min(decay, (1.0 + update) / (10.0 + update)), steps);
        float taken = 1 - kept;
        for (int from = 0; from < average.length; from += BLOCK) {
            int count = Math.min(BLOCK, average.length - from);
            parameters.get(from, p, 0, count);
            for (int i = 0; i < count; i++) {
                average[from + i] = kept * average[from + i] + taken * p[i];
            }
        }
    }
}
