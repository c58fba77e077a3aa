package org.flowfoundry.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.Tensors;

/**
 * A model with its objective, as the engine trains it.
 *
 * @param <B> a mini-batch
 */
public interface Trainable<B> {

    /** What is trained. */
    ParameterLayout layout();

    /**
     * The loss of a batch, within the graph that gradients are taken of.
     *
     * @param parameters the tensors of {@link #layout()}, cut out of the flat vector
     * @param step owns every array made here; closed by the caller after the step
     * @param seed decides dropout and masks; the same seed gives the same loss
     */
    Loss loss(Tensors parameters, B batch, NDManager step, Mode mode, long seed);

    /** Whether dropout and masks apply. */
    enum Mode {
        TRAINING,
        EVALUATION
    }

    /**
     * A batch's loss.
     *
     * @param sum scalar: the weighted sum over the batch
     * @param weight what to divide the sum by; summed over workers, so that unequal batches count by what is in them
     * @param tokens how many tokens were worked on, for the speed that is reported
     */
    record Loss(NDArray sum, double weight, long tokens) {}
}
