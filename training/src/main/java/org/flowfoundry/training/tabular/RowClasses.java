package org.flowfoundry.training.tabular;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.flowfoundry.training.decision.Standardizer;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** Classes of rows: a network of rows with one linear layer on its standardised embedding; weighted cross entropy. */
final class RowClasses implements Trainable<LabelledRows> {

    private static final String HEAD = "row/classes";

    private final RowInputs inputs;
    private final Standardizer embedded;
    private final float[] weights;
    private final ParameterLayout layout;

    /**
     * @param embedded brings an embedding to mean 0 and deviation 1 as training begins
     * @param weights (classes): how much a row of each counts
     */
    RowClasses(RowInputs inputs, Standardizer embedded, float[] weights) {
        this.inputs = inputs;
        this.embedded = embedded;
        this.weights = weights.clone();
        this.layout = RowNetwork.layout(inputs.width())
                .and(new ParameterLayout(List.of(
                        Linear.weight(HEAD, weights.length, RowNetwork.WIDTH, Initializer.NORMAL),
                        Linear.bias(HEAD, weights.length))));
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    /** (rows, classes). */
    NDArray logits(Tensors parameters, float[][] rows, NDManager step) {
        NDArray states = RowNetwork.embed(parameters, inputs.array(rows, step));
        NDArray standardised = states.sub(row(embedded.means(), step)).div(row(embedded.scales(), step));
        return Linear.apply(parameters, HEAD, standardised);
    }

    private static NDArray row(float[] values, NDManager step) {
        return HostArrays.floats(step, new Shape(1, values.length), into -> into.put(values));
    }

    @Override
    public Loss loss(Tensors parameters, LabelledRows batch, NDManager step, Mode mode, long seed) {
        int rows = batch.labels().length;
        NDArray truth = HostArrays.longs(step, new Shape(rows, 1), into -> {
            for (int label : batch.labels()) {
                into.put(label);
            }
        });
        NDArray counted = HostArrays.floats(step, new Shape(rows, 1), into -> {
            for (int label : batch.labels()) {
                into.put(weights[label]);
            }
        });
        double weight = 0;
        for (int label : batch.labels()) {
            weight += weights[label];
        }
        NDArray likelihoods = Kernels.pick(Kernels.logSoftmax(logits(parameters, batch.rows(), step)), truth);
        return new Loss(likelihoods.mul(counted).sum().neg(), weight, rows);
    }
}
