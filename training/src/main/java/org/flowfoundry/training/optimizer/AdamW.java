package org.flowfoundry.training.optimizer;

import java.nio.FloatBuffer;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch computes it, on a flat vector in the memory of
 * the host: on a GPU, parameters and gradient are copied there and back at every step.
 *
 * <pre>
 * p = p (1 - rate decay)            where the layout says that a tensor decays
 * m = b1 m + (1 - b1) g             v = b2 v + (1 - b2) g^2
 * p = p - rate / (1 - b1^t) m / (sqrt(v) / sqrt(1 - b2^t) + eps)
 * </pre>
 */
public final class AdamW {

    private static final float EPSILON = 1e-8f;

    /**
     * Floats worked on at once, copied to small arrays and back: the compiler vectorises a loop over arrays that all begin
     * at the same index, which takes 0.4 of the time.
     */
    private static final int BLOCK = 4096;

    private final ParameterLayout layout;
    private final double beta1;
    private final double beta2;
    private final double weightDecay;
    private final float[] first;
    private final float[] second;
    private final float[] p = new float[BLOCK];
    private final float[] g = new float[BLOCK];
    private final float[] m = new float[BLOCK];
    private final float[] v = new float[BLOCK];
    private long updates;

    /**
     * An optimizer that has made no update yet.
     *
     * @param beta1 decay of the moving average of the gradient, 0.9 as a rule
     * @param beta2 decay of the moving average of its square, 0.95 to 0.999
     * @param weightDecay share of a parameter lost per update at a learning rate of 1
     */
    public AdamW(ParameterLayout layout, double beta1, double beta2, double weightDecay) {
        this.layout = layout;
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.weightDecay = weightDecay;
        this.first = new float[layout.size()];
        this.second = new float[layout.size()];
    }

    /** The moving average of the gradient, by parameter: what it works with, not a copy. */
    public float[] firstMoment() {
        return first;
    }

    /** The moving average of the squared gradient. */
    public float[] secondMoment() {
        return second;
    }

    /** How many updates have been made. */
    public long updates() {
        return updates;
    }

    /** Goes on where another optimizer of the same layout was; the arrays are copied. */
    public void restore(float[] firstMoment, float[] secondMoment, long made) {
        System.arraycopy(firstMoment, 0, first, 0, first.length);
        System.arraycopy(secondMoment, 0, second, 0, second.length);
        updates = made;
    }

    /**
     * Moves the parameters.
     *
     * @param parameters the flat vector, changed in place; from index 0
     * @param gradient from index 0
     * @param factor what the gradient is multiplied by first: one over the loss's weight, and less where it is clipped
     * @param rate learning rate of this update
     */
    public void update(FloatBuffer parameters, FloatBuffer gradient, double factor, double rate) {
        updates++;
        Step step = new Step((float) factor, (float) (rate / (1 - Math.pow(beta1, updates))), (float)
                Math.sqrt(1 - Math.pow(beta2, updates)));
        int start = 0;
        for (ParameterSpec spec : layout.specs()) {
            float kept = spec.decays() ? (float) (1 - rate * weightDecay) : 1;
            int end = start + spec.size();
            for (int from = start; from < end; from += BLOCK) {
                int count = Math.min(BLOCK, end - from);
                parameters.get(from, p, 0, count);
                gradient.get(from, g, 0, count);
                System.arraycopy(first, from, m, 0, count);
                System.arraycopy(second, from, v, 0, count);
                update(count, kept, step);
                System.arraycopy(m, 0, first, from, count);
                System.arraycopy(v, 0, second, from, count);
                parameters.put(from, p, 0, count);
            }
            start = end;
        }
    }

    private record Step(float factor, float rate, float correction) {}

    private void update(int count, float kept, Step step) {
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float new1 = (float) (1 - beta1);
        float new2 = (float) (1 - beta2);
        float factor = step.factor();
        float rate = step.rate();
        float correction = step.correction();
        for (int i = 0; i < count; i++) {
            float gradient = g[i] * factor;
            float mean = b1 * m[i] + new1 * gradient;
            float square = b2 * v[i] + new2 * gradient * gradient;
            m[i] = mean;
            v[i] = square;
            p[i] = kept * p[i] - rate * mean / ((float) Math.sqrt(square) / correction + EPSILON);
        }
    }
}
