package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.BitSet;
import java.util.List;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Two ways past the network to the features' logits. A table per feature, from the bin of the token's window to the logits of
 * the next one's: a Markov chain. And the logarithm of how often the segment so far had each bin, through a gate per feature
 * that the hidden state opens: a copy of the host's habits. Both begin with zeros.
 */
final class Shortcuts {

    private static final String TABLE = "head/markov/table";
    private static final String GATE = "head/history/gate";
    private static final String EMBEDDED = "input/history";

    /** log(1 + 20 share): a share of 0.05 is already log 2. */
    private static final double SHARPNESS = 20;

    private final int features;
    private final int bins;
    private final int width;

    Shortcuts(SeriesEncoder encoder, int width) {
        this.features = encoder.features().size();
        this.bins = encoder.bins();
        this.width = width;
    }

    List<ParameterSpec> specs() {
        return List.of(
                Linear.weight(EMBEDDED, width, features * bins, Initializer.ZEROS),
                new ParameterSpec(TABLE, new int[] {features * rowsPerFeature(), bins}, Initializer.ZEROS, true),
                Linear.weight(GATE, features, width, Initializer.ZEROS),
                Linear.bias(GATE, features));
    }

    /** The table has a row per bin and one for "no window is known here". */
    int rowsPerFeature() {
        return bins + 1;
    }

    int unknownRow() {
        return bins;
    }

    /**
     * How often each bin was, in the segment up to each token.
     *
     * @param inputs (tokens, inputs), bins first
     * @return (rows, length, features * bins), shares; zeros where nothing was yet
     */
    NDArray history(NDArray inputs, EncodedBatch batch, PackedRows rows, Disguise disguise) {
        NDManager step = inputs.getManager();
        BitSet counted = new BitSet();
        for (int token = 0; token < batch.tokens(); token++) {
            counted.set(token, batch.isWindow(token) && !disguise.windows().get(token));
        }
        long inputWidth = inputs.getShape().get(1);
        long binsWidth = (long) features * bins;
        NDArray oneHot =
                Kernels.split(inputs, 1, binsWidth, inputWidth - binsWidth).get(0);
        return rows.averages(step, counted).matMul(oneHot.reshape(rows.rows(), rows.length(), binsWidth));
    }

    /** The history's part of the embedded tokens: (rows, length, width). */
    NDArray embed(Tensors parameters, NDArray history) {
        return Linear.apply(parameters, EMBEDDED, history);
    }

    /**
     * What is added to the logits.
     *
     * @param hidden (questions, width)
     * @param rows of the table: (questions * features)
     * @param history (questions, features * bins)
     * @return (questions * features, bins)
     */
    NDArray logits(Tensors parameters, NDArray hidden, NDArray rows, NDArray history) {
        NDArray chain = Kernels.embedding(rows, parameters.get(TABLE));
        NDArray gate = Linear.apply(parameters, GATE, hidden).reshape(-1, 1);
        NDArray habit = history.mul(SHARPNESS).add(1).log().reshape(-1, bins);
        return chain.add(habit.mul(gate));
    }
}
