package org.flowfoundry.training.optimizer;

import java.nio.FloatBuffer;

/**
 * The outer optimizer of local training (DiLoCo, Douillard et al. 2023): workers train on their own from common parameters,
 * and the mean of what they went is a gradient for stochastic gradient descent with Nesterov momentum, as in PyTorch.
 *
 * <pre>
 * d = common - mean of the workers' parameters
 * b = momentum b + d          common = common - rate (d + momentum b)
 * </pre>
 */
public final class OuterStep {

    private static final int BLOCK = 4096;

    private final float[] common;
    private final float[] momentum;
    private final float[] p = new float[BLOCK];
    private final float rate;
    private final float kept;

    /**
     * @param start parameters that all workers begin with
     * @param rate outer learning rate; 1 with momentum 0 is plain averaging
     * @param momentum share of it that is kept per outer step
     */
    public OuterStep(float[] start, double rate, double momentum) {
        this.common = start.clone();
        this.momentum = new float[start.length];
        this.rate = (float) rate;
        this.kept = (float) momentum;
    }

    /** The outer momentum: what it works with, not a copy. */
    public float[] momentum() {
        return momentum;
    }

    /** Goes on from these. */
    public void restore(float[] commonParameters, float[] outerMomentum) {
        System.arraycopy(commonParameters, 0, common, 0, common.length);
        System.arraycopy(outerMomentum, 0, momentum, 0, momentum.length);
    }

    /** Writes how far the worker's parameters are from the common ones: common - parameters, to be summed over workers. */
    public void difference(FloatBuffer parameters, FloatBuffer target) {
        for (int from = 0; from < common.length; from += BLOCK) {
            int count = Math.min(BLOCK, common.length - from);
            parameters.get(from, p, 0, count);
            for (int i = 0; i < count; i++) {
                p[i] = common[from + i] - p[i];
            }
            target.put(from, p, 0, count);
        }
    }

    /**
     * Moves the common parameters and gives them to the worker.
     *
     * @param differences summed over the workers
     */
    public void step(FloatBuffer differences, int workers, FloatBuffer parameters) {
        float share = 1f / workers;
        for (int from = 0; from < common.length; from += BLOCK) {
            int count = Math.min(BLOCK, common.length - from);
            differences.get(from, p, 0, count);
            for (int i = 0; i < count; i++) {
                float gradient = p[i] * share;
                float b = kept * momentum[from + i] + gradient;
                momentum[from + i] = b;
                common[from + i] -= rate * (gradient + kept * b);
                p[i] = common[from + i];
            }
            parameters.put(from, p, 0, count);
        }
    }
}
