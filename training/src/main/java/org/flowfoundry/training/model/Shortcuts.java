package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.BitSet;
import java.util.List;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Two ways past the network to the logits of features and of elapsed windows. A table each, from the bin of the token's
 * window to the logits of the next one's: a Markov chain. And the logarithm of how often the segment so far had each bin,
 * through a gate each that the hidden state opens: a copy of the host's habits. All begin with zeros.
 */
final class Shortcuts {

    private static final String EMBEDDED = "input/history";
    private static final String FEATURES_TABLE = "head/features/markov";
    private static final String FEATURES_GATE = "head/features/habit";
    private static final String ELAPSED_TABLE = "head/elapsed/markov";
    private static final String ELAPSED_GATE = "head/elapsed/habit";

    /** log(1 + 20 share): a share of 0.05 is already log 2. */
    private static final double SHARPNESS = 20;

    private final int features;
    private final int bins;
    private final int elapsedBins;
    private final int counted;
    private final int width;

    Shortcuts(TokenEncoding encoding, int width) {
        this.features = encoding.encoder().features().size();
        this.bins = encoding.encoder().bins();
        this.elapsedBins = encoding.encoder().elapsedBins();
        this.counted = encoding.countedWidth();
        this.width = width;
    }

    List<ParameterSpec> specs() {
        return List.of(
                Linear.weight(EMBEDDED, width, counted, Initializer.ZEROS),
                table(FEATURES_TABLE, features * rowsPerFeature(), bins),
                Linear.weight(FEATURES_GATE, features, width, Initializer.ZEROS),
                Linear.bias(FEATURES_GATE, features),
                table(ELAPSED_TABLE, elapsedBins, elapsedBins),
                Linear.weight(ELAPSED_GATE, 1, width, Initializer.ZEROS),
                Linear.bias(ELAPSED_GATE, 1));
    }

    private static ParameterSpec table(String name, int rows, int columns) {
        return new ParameterSpec(name + "/table", new int[] {rows, columns}, Initializer.ZEROS, true);
    }

    /** The features' table has a row per bin and one for "no window is known here". */
    int rowsPerFeature() {
        return bins + 1;
    }

    int unknownRow() {
        return bins;
    }

    /**
     * How often each bin was, in the segment up to each token.
     *
     * @param inputs (tokens, inputs), the counted columns first
     * @return (rows, length, counted columns), shares; zeros where nothing was yet
     */
    NDArray history(NDArray inputs, EncodedBatch batch, PackedRows rows, Disguise disguise) {
        NDManager step = inputs.getManager();
        BitSet seen = new BitSet();
        for (int token = 0; token < batch.tokens(); token++) {
            seen.set(token, batch.isWindow(token) && !disguise.windows().get(token));
        }
        long inputWidth = inputs.getShape().get(1);
        NDArray oneHot = Kernels.split(inputs, 1, counted, inputWidth - counted).get(0);
        return rows.averages(step, seen).matMul(oneHot.reshape(rows.rows(), rows.length(), counted));
    }

    /** The history's part of the embedded tokens: (rows, length, width). */
    NDArray embed(Tensors parameters, NDArray history) {
        return Linear.apply(parameters, EMBEDDED, history);
    }

    /**
     * What is known at the tokens asked at.
     *
     * @param featureRows of the features' table: (questions * features); null where only elapsed windows are asked for
     * @param elapsedRows of the elapsed windows' table: (questions)
     * @param habits log(1 + 20 share) of the history at those tokens: (questions, counted columns)
     */
    record Known(NDArray featureRows, NDArray elapsedRows, NDArray habits) {}

    /** What is added to the features' logits: (questions * features, bins). */
    NDArray featureLogits(Tensors parameters, NDArray hidden, Known known) {
        NDArray chain = Kernels.embedding(known.featureRows(), parameters.get(FEATURES_TABLE + "/table"));
        NDArray gate = Linear.apply(parameters, FEATURES_GATE, hidden).reshape(-1, 1);
        NDArray habit = habits(known, 0).reshape(-1, bins);
        return Kernels.addInto(chain, habit.mul(gate));
    }

    /** What is added to the logits of elapsed windows: (questions, elapsed bins). */
    NDArray elapsedLogits(Tensors parameters, NDArray hidden, Known known) {
        NDArray chain = Kernels.embedding(known.elapsedRows(), parameters.get(ELAPSED_TABLE + "/table"));
        NDArray gate = Linear.apply(parameters, ELAPSED_GATE, hidden);
        return Kernels.addInto(chain, habits(known, 1).mul(gate));
    }

    /** Of the features (part 0) or of the elapsed windows (part 1). */
    private NDArray habits(Known known, int part) {
        return Kernels.split(known.habits(), 1, (long) features * bins, elapsedBins)
                .get(part);
    }

    /** What gates let through, made of shares (which it overwrites). */
    static NDArray habits(NDArray shares) {
        return Kernels.logOnePlus(shares, SHARPNESS);
    }
}
