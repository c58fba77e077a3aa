package org.flowfoundry.training.tabular;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.model.ValueLoss;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/**
 * A masked autoencoder of rows (VIME, Yoon et al. 2020): from a row some of whose fields were swapped, all of its values are to be
 * told, and which fields they were.
 */
final class SwapRepair implements RowObjective {

    private static final float FIELDS_WEIGHT = 0.3f;
    private static final String INNER = "mae/inner";
    private static final String LAST = "mae/last";

    private final RowInputs inputs;
    private final ParameterLayout layout;

    SwapRepair(RowInputs inputs) {
        this.inputs = inputs;
        List<ParameterSpec> decoder = new ArrayList<>(Linear.specs(INNER, RowNetwork.INNER, RowNetwork.WIDTH));
        decoder.addAll(Linear.specs(LAST, inputs.columns() + inputs.fieldCount(), RowNetwork.INNER));
        this.layout = RowNetwork.layout(inputs.width()).and(new ParameterLayout(decoder));
    }

    @Override
    public double swapped() {
        return 0.35;
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    /** The mean over columns and the weighted mean over fields, summed over rows. */
    @Override
    public Loss loss(Tensors parameters, RowBatch batch, NDManager step, Mode mode, long seed) {
        NDArray embedded = RowNetwork.embed(parameters, inputs.array(batch.corrupted(), step));
        NDArray inner = Kernels.gelu(Linear.apply(parameters, INNER, Kernels.gelu(embedded)));
        NDList told = Kernels.split(Linear.apply(parameters, LAST, inner), 1, inputs.columns(), inputs.fieldCount());
        NDArray values = Kernels.times(
                ValueLoss.smoothL1(told.get(0), values(batch, step)).sum(), 1.0 / inputs.columns());
        NDArray fields = Kernels.times(
                ValueLoss.crossEntropy(told.get(1), swapped(batch, step)).sum(), 1.0 / inputs.fieldCount());
        return new Loss(values.add(Kernels.times(fields, FIELDS_WEIGHT)), batch.rows(), batch.rows());
    }

    private NDArray values(RowBatch batch, NDManager step) {
        return HostArrays.floats(step, new Shape(batch.rows(), inputs.columns()), into -> {
            for (float[] row : batch.clean()) {
                into.put(row);
            }
        });
    }

    private NDArray swapped(RowBatch batch, NDManager step) {
        return HostArrays.floats(step, new Shape(batch.rows(), inputs.fieldCount()), into -> {
            for (boolean[] row : batch.swapped()) {
                for (boolean field : row) {
                    into.put(field ? 1 : 0);
                }
            }
        });
    }
}
