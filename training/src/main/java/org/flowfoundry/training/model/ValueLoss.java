package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import org.flowfoundry.training.tensor.Kernels;

/** How far told values are from true ones, value by value. */
public final class ValueLoss {

    private ValueLoss() {}

    /** Of numbers: half of the squared distance up to 1, from there on the distance less a half (Girshick 2015). */
    public static NDArray smoothL1(NDArray told, NDArray truth) {
        NDArray difference = told.sub(truth).abs();
        NDArray near = Kernels.atMost(difference, 1);
        return near.mul(difference.sub(Kernels.times(near, 0.5)));
    }

    /** Of logits: -log p of what is true, 0 or 1. */
    public static NDArray crossEntropy(NDArray logits, NDArray truth) {
        return Kernels.softplus(logits).sub(logits.mul(truth));
    }
}
