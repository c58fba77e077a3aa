package org.flowfoundry.training.tabular;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.Tensors;

/**
 * SCARF (Bahri et al. 2022): a row half of whose fields were swapped is to be nearer to the row that it was than to all others of the
 * batch, by the cosine of what a projection makes of their embeddings (InfoNCE, van den Oord et al. 2018).
 */
final class SwapContrast implements RowObjective {

    private static final double TEMPERATURE = 0.2;
    private static final double SMALLEST = 1e-6;
    private static final String PROJECTION = "scarf/projection";

    private final RowInputs inputs;
    private final ParameterLayout layout;

    SwapContrast(RowInputs inputs) {
        this.inputs = inputs;
        this.layout = RowNetwork.layout(inputs.width())
                .and(new ParameterLayout(Linear.specs(PROJECTION, RowNetwork.WIDTH, RowNetwork.WIDTH)));
    }

    @Override
    public double swapped() {
        return 0.5;
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public Loss loss(Tensors parameters, RowBatch batch, NDManager step, Mode mode, long seed) {
        NDList both = new NDList(inputs.array(batch.clean(), step), inputs.array(batch.corrupted(), step));
        NDArray embedded = RowNetwork.embed(parameters, both.get(0).concat(both.get(1), 0));
        NDList directions = Kernels.split(directions(parameters, embedded), 0, batch.rows(), batch.rows());
        NDArray likeness =
                Kernels.times(directions.get(1).matMul(directions.get(0).transpose()), 1 / TEMPERATURE);
        NDArray own = HostArrays.longs(step, new Shape(batch.rows(), 1), into -> {
            for (int row = 0; row < batch.rows(); row++) {
                into.put(row);
            }
        });
        NDArray sum = Kernels.pick(Kernels.logSoftmax(likeness), own).sum().neg();
        return new Loss(sum, batch.rows(), batch.rows());
    }

    /** (rows, width) to (rows, width), each of length 1. */
    private static NDArray directions(Tensors parameters, NDArray embedded) {
        NDArray projected = Linear.apply(parameters, PROJECTION, Kernels.gelu(embedded));
        NDArray squared = projected.square().sum(new int[] {1}, true);
        return projected.div(squared.add(SMALLEST).sqrt());
    }
}
