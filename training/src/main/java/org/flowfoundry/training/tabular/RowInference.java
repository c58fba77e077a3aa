package org.flowfoundry.training.tabular;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.Tensors;

/** A network at work on many rows, some at a time: plain arrays in and out, no gradients. */
final class RowInference {

    private static final int BLOCK = 2_048;

    private RowInference() {}

    /** What is made of some rows: (rows, anything). */
    interface Reading {
        NDArray of(Tensors parameters, float[][] rows, NDManager step);
    }

    /** (rows, anything). */
    static float[][] run(ParameterLayout layout, float[] parameters, float[][] rows, Reading reading) {
        NativeEngine engine = NativeEngine.onCpu();
        float[][] results = new float[rows.length][];
        try (NDManager manager = engine.newManager()) {
            Tensors frozen = Tensors.frozen(layout, parameters, manager);
            for (int from = 0; from < rows.length; from += BLOCK) {
                float[][] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK));
                float[] values = read(block, frozen, manager, engine, reading);
                int width = values.length / block.length;
                for (int i = 0; i < block.length; i++) {
                    results[from + i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
                }
            }
        }
        return results;
    }

    private static float[] read(
            float[][] block, Tensors frozen, NDManager manager, NativeEngine engine, Reading reading) {
        try (NDManager step = manager.newSubManager()) {
            return engine.inferring(
                    () -> reading.of(frozen.within(step), block, step).toFloatArray());
        }
    }
}
